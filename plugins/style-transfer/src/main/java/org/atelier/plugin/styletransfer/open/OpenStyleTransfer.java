package org.atelier.plugin.styletransfer.open;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.service.Outputs;
import org.atelier.plugin.styletransfer.embedding.EmbeddingTransferModel;

/**
 * The stage {@code open-style-transfer}: puts out the network and the embeddings that a stage
 * {@code train-style-transfer} learnt before.
 */
public final class OpenStyleTransfer implements Stage<EmbeddingTransferModel> {
  private final Settings settings;
  private final Outputs outputs;

  /**
   * Which stage.
   *
   * @param path its folder
   */
  public record Settings(
      @Setting("folder of a stage train-style-transfer in the folder of a run") Path path) {}

  /** Makes the stage. */
  @Inject
  public OpenStyleTransfer(Settings settings, Outputs outputs) {
    this.settings = settings;
    this.outputs = outputs;
  }

  @Override
  public EmbeddingTransferModel run(StageContext context) throws IOException {
    return EarlierStage.open(EmbeddingTransferModel.class, settings.path(), context, outputs);
  }
}
