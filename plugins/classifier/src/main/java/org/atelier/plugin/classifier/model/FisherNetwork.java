package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import java.util.SplittableRandom;

/**
 * The network of {@link FisherVectors}: images {@code (N, 3, H, W)} to logits {@code (N, classes)}.
 */
final class FisherNetwork extends StatisticsNetwork {
  private static final float LEAST = 1e-12f;

  private final int gaussians;
  private final int components;
  private final Parameter centre;
  private final Parameter axes;
  private final Parameter weights;
  private final Parameter expectations;
  private final Parameter spreads;

  FisherNetwork(FisherVectors.Settings settings, int classes) {
    super(settings.gaussians() * (1 + 2 * settings.components()), classes);
    gaussians = settings.gaussians();
    components = settings.components();
    Shape table = new Shape(gaussians, components);
    centre = fixed("centre", new Shape(GradientDescriptors.LENGTH), Initializer.ZEROS);
    axes = fixed("axes", new Shape(GradientDescriptors.LENGTH, components), Initializer.ZEROS);
    weights = fixed("weights", new Shape(gaussians), Initializer.ONES);
    expectations = fixed("expectations", table, Initializer.ZEROS);
    spreads = fixed("spreads", table, Initializer.ONES);
  }

  @Override
  void learnStatistics(Images images, SplittableRandom random) throws InterruptedException {
    float[][] descriptors = GradientDescriptors.sample(images, random);
    PrincipalAxes principal = PrincipalAxes.of(descriptors, components);
    GaussianMixture mixture =
        GaussianMixture.fit(principal.project(descriptors), gaussians, random);
    fill(centre, principal.centre());
    fill(axes, principal.axes());
    fill(weights, mixture.weights());
    fill(expectations, mixture.means());
    fill(spreads, mixture.deviations());
  }

  @Override
  NDArray describe(NDArray images, Values parameters) {
    // What is computed from parameters would stay as long as they do.
    Values values =
        parameter -> {
          NDArray copy = parameters.of(parameter).duplicate();
          copy.attach(images.getManager());
          return copy;
        };
    NDArray descriptors = GradientDescriptors.of(images);
    long count = descriptors.getShape().get(0);
    long places = descriptors.getShape().get(1);
    NDArray points =
        descriptors
            .reshape(count * places, GradientDescriptors.LENGTH)
            .sub(values.of(centre))
            .matMul(values.of(axes));
    NDArray shares = shares(points, values).reshape(count, places, gaussians).transpose(0, 2, 1);
    NDArray[] sums = {
      shares.sum(new int[] {2}).expandDims(2),
      shares.matMul(points.reshape(count, places, components)),
      shares.matMul(points.square().reshape(count, places, components))
    };
    return normalised(gradient(sums, places, values));
  }

  /**
   * Returns to how much each point belongs to each Gaussian.
   *
   * @param points {@code (points, components)}
   * @return {@code (points, gaussians)}
   */
  private NDArray shares(NDArray points, Values values) {
    NDArray means = values.of(expectations);
    NDArray deviations = values.of(spreads);
    NDArray precisions = deviations.square().maximum(LEAST).pow(-1);
    NDArray distances =
        points
            .square()
            .matMul(precisions.transpose())
            .sub(points.matMul(means.mul(precisions).transpose()).mul(2))
            .add(means.square().mul(precisions).sum(new int[] {1}));
    NDArray prior =
        values.of(weights).maximum(LEAST).log().sub(deviations.log().sum(new int[] {1}));
    return distances.div(-2).add(prior).softmax(1);
  }

  /**
   * Returns the gradient of the mean logarithm of the likelihood: by the Gaussians' weights, means
   * and deviations (Perronnin and others 2010, equations 3 and 4).
   *
   * @param sums of the shares, of the points and of their squares, {@code (N, gaussians, 1)} and
   *     {@code (N, gaussians, components)}
   * @return {@code (N, gaussians (1 + 2 components))}
   */
  private NDArray gradient(NDArray[] sums, long places, Values values) {
    NDArray means = values.of(expectations);
    NDArray deviations = values.of(spreads);
    NDArray root = values.of(weights).maximum(LEAST).sqrt().expandDims(1);
    long count = sums[0].getShape().get(0);
    NDArray byMeans = sums[1].sub(sums[0].mul(means)).div(deviations).div(root).div(places);
    NDArray byDeviations =
        sums[2]
            .sub(sums[1].mul(means).mul(2))
            .add(sums[0].mul(means.square()))
            .div(deviations.square())
            .sub(sums[0])
            .div(root)
            .div(places * Math.sqrt(2));
    return NDArrays.concat(
        new NDList(
            sums[0].div(places).maximum(0).sqrt().reshape(count, -1),
            byMeans.reshape(count, -1),
            byDeviations.reshape(count, -1)),
        1);
  }

  /** Takes roots, which keep the sign, and scales to length 1 (the same, sections 3.1 and 3.2). */
  private static NDArray normalised(NDArray vectors) {
    NDArray roots = vectors.sign().mul(vectors.abs().sqrt());
    NDArray length = roots.square().sum(new int[] {1}, true).add(LEAST).sqrt();
    return roots.div(length);
  }
}
