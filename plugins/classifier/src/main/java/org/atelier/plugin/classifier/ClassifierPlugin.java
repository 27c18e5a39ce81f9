package org.atelier.plugin.classifier;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import org.atelier.api.Component;
import org.atelier.api.Evaluation;
import org.atelier.api.Plugin;
import org.atelier.api.Predictions;
import org.atelier.api.TrainedModel;
import org.atelier.plugin.classifier.compare.CompareEvaluations;
import org.atelier.plugin.classifier.compare.Comparison;
import org.atelier.plugin.classifier.evaluate.EvaluateClassifier;
import org.atelier.plugin.classifier.explain.ExplainClassifier;
import org.atelier.plugin.classifier.explain.Explanations;
import org.atelier.plugin.classifier.loss.ClassBalancedLoss;
import org.atelier.plugin.classifier.loss.FocalLoss;
import org.atelier.plugin.classifier.loss.NegativeLogLikelihood;
import org.atelier.plugin.classifier.model.Ensemble;
import org.atelier.plugin.classifier.model.FisherVectors;
import org.atelier.plugin.classifier.model.Pretrained;
import org.atelier.plugin.classifier.model.ResidualCnn;
import org.atelier.plugin.classifier.model.TextureStatistics;
import org.atelier.plugin.classifier.model.WikiArtCnn;
import org.atelier.plugin.classifier.predict.OpenModel;
import org.atelier.plugin.classifier.predict.PredictImages;
import org.atelier.plugin.classifier.train.CombineClassifiers;
import org.atelier.plugin.classifier.train.TrainClassifier;

/** Lists what this jar offers. */
@ServiceProvider(Plugin.class)
public final class ClassifierPlugin implements Plugin {
  @Override
  public List<Component<?>> components() {
    return List.of(
        Component.model(
            "wikiart-cnn",
            "A small convolutional network for telling styles of paintings apart: one convolution,"
                + " pooling, batch normalisation and two linear layers.",
            WikiArtCnn.Settings.class,
            WikiArtCnn.class),
        Component.model(
            "residual-cnn",
            "A compact residual network (ResNet), to be trained from scratch: stages of residual"
                + " blocks, global average pooling and one linear layer.",
            ResidualCnn.Settings.class,
            ResidualCnn.class),
        Component.model(
            "texture-statistics",
            "A linear classifier of textures and colours, for a few hundred images: what it looks at"
                + " is fixed before training, by chance and by the training images.",
            TextureStatistics.Settings.class,
            TextureStatistics.class),
        Component.model(
            "fisher-vectors",
            "A linear classifier of shapes, for a few hundred images: of how edges run in small"
                + " neighbourhoods, beside a mixture of Gaussians of the training images.",
            FisherVectors.Settings.class,
            FisherVectors.class),
        Component.model(
            "pretrained",
            "A network whose backbone was trained on other images (ResNet or VGG) and is read from a"
                + " file, with a new head.",
            Pretrained.Settings.class,
            Pretrained.class),
        Component.model(
            Ensemble.TYPE,
            "Several classifiers whose probabilities are averaged.",
            Ensemble.Settings.class,
            Ensemble.class),
        Component.loss(
            "nll",
            "Negative log-likelihood of the true class (cross-entropy), with optional class weights"
                + " and label smoothing.",
            NegativeLogLikelihood.Settings.class,
            NegativeLogLikelihood.class),
        Component.loss(
            "focal",
            "Cross-entropy that counts images the less the surer the network is of them, with"
                + " optional class weights and label smoothing.",
            FocalLoss.Settings.class,
            FocalLoss.class),
        Component.loss(
            "class-balanced",
            "Cross-entropy or focal loss, weighed by the effective number of images of each class.",
            ClassBalancedLoss.Settings.class,
            ClassBalancedLoss.class),
        Component.stage(
            "train-classifier",
            "Trains a network to tell the classes of a dataset apart.",
            TrainClassifier.Settings.class,
            TrainClassifier.class,
            TrainedModel.class),
        Component.stage(
            "combine-classifiers",
            "Makes one classifier of several that were trained: the mean of their probabilities.",
            CombineClassifiers.Settings.class,
            CombineClassifiers.class,
            TrainedModel.class),
        Component.stage(
            "evaluate-classifier",
            "Tests a trained classifier on a dataset: metrics with baselines and intervals, a"
                + " confusion matrix, and a prediction for each image.",
            EvaluateClassifier.Settings.class,
            EvaluateClassifier.class,
            Evaluation.class),
        Component.stage(
            "compare-evaluations",
            "Puts evaluations into one table and one figure, with intervals and baselines; over"
                + " several seeds, with medians.",
            CompareEvaluations.Settings.class,
            CompareEvaluations.class,
            Comparison.class),
        Component.stage(
            "explain-classifier",
            "Shows where in images a trained classifier sees a class (Grad-CAM), and the mistakes"
                + " that it is surest of.",
            ExplainClassifier.Settings.class,
            ExplainClassifier.class,
            Explanations.class),
        Component.stage(
            "open-model",
            "Puts out a model that was trained before, for other stages to use.",
            OpenModel.Settings.class,
            OpenModel.class,
            TrainedModel.class),
        Component.stage(
            "predict-images",
            "Writes down the probability of each class for each image of a dataset.",
            PredictImages.Settings.class,
            PredictImages.class,
            Predictions.class));
  }
}
