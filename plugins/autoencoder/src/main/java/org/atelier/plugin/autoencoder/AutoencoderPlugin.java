package org.atelier.plugin.autoencoder;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import org.atelier.api.Component;
import org.atelier.api.Encodings;
import org.atelier.api.Evaluation;
import org.atelier.api.NoSettings;
import org.atelier.api.Plugin;
import org.atelier.api.TrainedModel;
import org.atelier.plugin.autoencoder.encode.EncodeImages;
import org.atelier.plugin.autoencoder.loss.MeanAbsoluteError;
import org.atelier.plugin.autoencoder.loss.MeanSquaredError;
import org.atelier.plugin.autoencoder.loss.StructuralDissimilarity;
import org.atelier.plugin.autoencoder.loss.WeightedSum;
import org.atelier.plugin.autoencoder.model.ConvAutoencoder;
import org.atelier.plugin.autoencoder.model.ResidualAutoencoder;
import org.atelier.plugin.autoencoder.reconstruct.ReconstructImages;
import org.atelier.plugin.autoencoder.train.TrainAutoencoder;

/** Lists what this jar offers. */
@ServiceProvider(Plugin.class)
public final class AutoencoderPlugin implements Plugin {
  @Override
  public List<Component<?>> components() {
    return List.of(
        Component.model(
            "conv-autoencoder",
            "A small convolutional autoencoder: pairs of convolution and pooling make the code,"
                + " pairs of transposed convolution and upsampling restore the image.",
            ConvAutoencoder.Settings.class,
            ConvAutoencoder.class),
        Component.model(
            "residual-autoencoder",
            "A residual autoencoder that learns what a reduced copy of the image lacks: nearer to"
                + " the image than conv-autoencoder with a code of the same size.",
            ResidualAutoencoder.Settings.class,
            ResidualAutoencoder.class),
        Component.loss(
            "mse",
            "Mean squared error of each pixel and colour.",
            NoSettings.class,
            MeanSquaredError.class),
        Component.loss(
            "l1",
            "Mean absolute error of each pixel and colour.",
            NoSettings.class,
            MeanAbsoluteError.class),
        Component.loss(
            "ssim",
            "One minus the structural similarity (Wang and others 2004: Gaussian window of 11 x 11"
                + " pixels, standard deviation 1.5).",
            NoSettings.class,
            StructuralDissimilarity.class),
        Component.loss(
            "sum", "A weighted sum of losses.", WeightedSum.Settings.class, WeightedSum.class),
        Component.stage(
            "train-autoencoder",
            "Trains a network to restore images from a smaller code of them.",
            TrainAutoencoder.Settings.class,
            TrainAutoencoder.class,
            TrainedModel.class),
        Component.stage(
            "reconstruct",
            "Tests how well a trained autoencoder restores the images of a dataset: figures beside"
                + " those of the mean image, a row for each image, and pictures of the best, the"
                + " typical and the worst.",
            ReconstructImages.Settings.class,
            ReconstructImages.class,
            Evaluation.class),
        Component.stage(
            "encode",
            "Turns each image of a dataset into a row of numbers: an autoencoder's code, or the"
                + " features that a classifier decides by.",
            EncodeImages.Settings.class,
            EncodeImages.class,
            Encodings.class));
  }
}
