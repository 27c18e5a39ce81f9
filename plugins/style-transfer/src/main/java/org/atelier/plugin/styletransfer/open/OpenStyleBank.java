package org.atelier.plugin.styletransfer.open;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.service.Outputs;
import org.atelier.plugin.styletransfer.StyleBank;

/**
 * The stage {@code open-style-bank}: puts out the styles that a stage {@code style-bank} described
 * before.
 */
public final class OpenStyleBank implements Stage<StyleBank> {
  private final Settings settings;
  private final Outputs outputs;

  /**
   * Which stage.
   *
   * @param path its folder
   */
  public record Settings(
      @Setting("folder of a stage style-bank in the folder of a run") Path path) {}

  /** Makes the stage. */
  @Inject
  public OpenStyleBank(Settings settings, Outputs outputs) {
    this.settings = settings;
    this.outputs = outputs;
  }

  @Override
  public StyleBank run(StageContext context) throws IOException {
    return EarlierStage.open(StyleBank.class, settings.path(), context, outputs);
  }
}
