package org.atelier.plugin.styletransfer;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import org.atelier.api.Component;
import org.atelier.api.Evaluation;
import org.atelier.api.Plugin;
import org.atelier.api.TrainedModel;
import org.atelier.plugin.styletransfer.bank.MakeStyleBank;
import org.atelier.plugin.styletransfer.embedding.EmbeddingTransferModel;
import org.atelier.plugin.styletransfer.embedding.LearnStyleEmbeddings;
import org.atelier.plugin.styletransfer.embedding.StyleEmbeddings;
import org.atelier.plugin.styletransfer.embedding.TrainStyleTransfer;
import org.atelier.plugin.styletransfer.fast.StyleNetwork;
import org.atelier.plugin.styletransfer.fast.TrainFastStyle;
import org.atelier.plugin.styletransfer.open.OpenStyleBank;
import org.atelier.plugin.styletransfer.open.OpenStyleTransfer;
import org.atelier.plugin.styletransfer.score.EvaluateStyleTransfer;
import org.atelier.plugin.styletransfer.transfer.TransferStyle;

/** Lists what this jar offers. */
@ServiceProvider(Plugin.class)
public final class StyleTransferPlugin implements Plugin {
  @Override
  public List<Component<?>> components() {
    return List.of(
        Component.stage(
            "learn-style-embeddings",
            "Learns an image for each class, near to the images of the class when seen through an"
                + " autoencoder.",
            LearnStyleEmbeddings.Settings.class,
            LearnStyleEmbeddings.class,
            StyleEmbeddings.class),
        Component.stage(
            "train-style-transfer",
            "Trains a network that makes pictures near to an image and to the embedding of a"
                + " style.",
            TrainStyleTransfer.Settings.class,
            TrainStyleTransfer.class,
            EmbeddingTransferModel.class),
        Component.model(
            "style-network",
            "A small network that gives an image the style of any other in one pass, by adaptive"
                + " instance normalisation.",
            StyleNetwork.Settings.class,
            StyleNetwork.class),
        Component.stage(
            "open-style-bank",
            "Puts out the styles that a stage style-bank described before, so that other stages can"
                + " use them.",
            OpenStyleBank.Settings.class,
            OpenStyleBank.class,
            StyleBank.class),
        Component.stage(
            "open-style-transfer",
            "Puts out what a stage train-style-transfer learnt before, so that other stages can use"
                + " it.",
            OpenStyleTransfer.Settings.class,
            OpenStyleTransfer.class,
            EmbeddingTransferModel.class),
        Component.stage(
            "train-fast-style",
            "Trains one network for all styles: in each batch every image learns to take the style"
                + " of another, or of a class.",
            TrainFastStyle.Settings.class,
            TrainFastStyle.class,
            TrainedModel.class),
        Component.stage(
            "style-bank",
            "Describes styles (of classes, groups or single images) by the features of a network.",
            MakeStyleBank.Settings.class,
            MakeStyleBank.class,
            StyleBank.class),
        Component.stage(
            "transfer-style",
            "Makes pictures of content images in the styles of others.",
            TransferStyle.Settings.class,
            TransferStyle.class,
            StyledImages.class),
        Component.stage(
            "evaluate-style-transfer",
            "Says how far pictures are from their content and from their style, and how many a"
                + " classifier takes for it, beside the untouched image and the class's mean"
                + " image.",
            EvaluateStyleTransfer.Settings.class,
            EvaluateStyleTransfer.class,
            Evaluation.class));
  }
}
