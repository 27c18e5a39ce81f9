package @PACKAGE@;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.atelier.api.Model;
import org.atelier.api.Setting;

/** One convolution, an average over the image, and a linear layer. */
public final class @CLASS@Model implements Model {
  private static final int KERNEL = 3;

  private final Settings settings;

  /**
   * What a pipeline file may set; the keys are these names in kebab case.
   *
   * @param filters channels after the convolution
   */
  public record Settings(
      @Setting(value = "channels after the convolution", defaultValue = "32") @Min(1) @Max(1024)
          int filters) {}

  /** Makes the recipe. */
  @Inject
  public @CLASS@Model(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Block network(Shape image, int classes) {
    return new SequentialBlock()
        .add(
            Conv2d.builder()
                .setKernelShape(new Shape(KERNEL, KERNEL))
                .optPadding(new Shape(KERNEL / 2, KERNEL / 2))
                .setFilters(settings.filters())
                .build())
        .add(Activation.reluBlock())
        .add(new LambdaBlock(@CLASS@Model::averageOfPixels, "average"))
        .add(Linear.builder().setUnits(classes).build());
  }

  /** From feature maps {@code (N, C, H, W)} to features {@code (N, C)}. */
  private static NDList averageOfPixels(NDList maps) {
    NDArray map = maps.singletonOrThrow();
    Shape shape = map.getShape();
    return new NDList(map.reshape(shape.get(0), shape.get(1), -1).mean(new int[] {2}));
  }
}
