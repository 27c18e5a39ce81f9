package org.atelier.plugin.styletransfer.fast;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.TrainedModel;
import org.atelier.api.UserException;
import org.atelier.api.result.RgbImage;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Network;
import org.atelier.api.service.Networks;
import org.atelier.plugin.styletransfer.method.Style;
import org.atelier.plugin.styletransfer.method.Transfer;
import org.atelier.plugin.styletransfer.method.Work;

/** The method {@code fast}: one pass through a {@link StyleNetwork} for each picture. */
public final class FastTransfer implements Transfer {
  private final Network network;
  private final StylePainter painter;
  private final double strength;
  private final Map<String, float[]> codes = new LinkedHashMap<>();

  /**
   * What the method needs.
   *
   * @param network the trained network
   * @param styleStrength how much of the style there is to be
   * @param styleImages images whose styles can be given beside those of the classes
   */
  public record Settings(
      @Setting("stage that trained or opened the network, such as train-fast-style")
          Reference<TrainedModel> network,
      @Setting(value = "how much of the style a picture gets, from none to all", defaultValue = "1")
          @DecimalMin("0")
          @DecimalMax("1")
          double styleStrength,
      @Setting(
              "images whose styles can be given too, by their ids, beside those of the classes that"
                  + " the network was trained on")
          Optional<Reference<Dataset>> styleImages) {}

  /**
   * Opens the network.
   *
   * @throws UserException if it is another network
   */
  public FastTransfer(Settings settings, Networks networks, Compute compute) {
    this.strength = settings.styleStrength();
    network = networks.open(settings.network().get());
    try {
      StyleNetworkBlock block = StyleNetworks.block(network, settings.network().name());
      painter = new StylePainter(compute, network, block);
      List<String> classNames = network.manifest().classNames();
      float[][] classCodes = StyleNetworks.classCodes(block);
      for (int label = 0; label < classCodes.length; label++) {
        codes.put(classNames.get(label), classCodes[label]);
      }
      settings.styleImages().ifPresent(images -> addStyles(images.get()));
    } catch (RuntimeException | Error e) {
      network.close();
      throw e;
    }
  }

  private void addStyles(Dataset dataset) {
    DatasetContents contents = dataset.contents();
    for (int position = 0; position < contents.size(); position++) {
      RgbImage image = StyleNetworks.image(dataset, position);
      checkSize(image, "the style image '%s'".formatted(contents.images().get(position).id()));
      codes.put(contents.images().get(position).id(), painter.code(image));
    }
  }

  @Override
  public List<String> styles() {
    return new ArrayList<>(codes.keySet());
  }

  @Override
  public RgbImage transfer(RgbImage content, Style style, Work work) throws InterruptedException {
    checkSize(content, work.name());
    // Without any style there is nothing to do; the network would still blur the image a little.
    RgbImage picture = strength == 0 ? content : painter.paint(content, code(content, style));
    work.step(Map.of());
    return picture;
  }

  private float[] code(RgbImage content, Style style) {
    float[] code = strength < 1 ? painter.code(content) : null;
    float[] mixed = new float[codes.values().iterator().next().length];
    for (int at = 0; at < mixed.length; at++) {
      double value = code == null ? 0 : (1 - strength) * code[at];
      for (Style.Part part : style.parts()) {
        value += strength * part.weight() * codes.get(part.style())[at];
      }
      mixed[at] = (float) value;
    }
    return mixed;
  }

  private static void checkSize(RgbImage image, String name) {
    if (Math.min(image.height(), image.width()) < StyleNetworkBlock.SMALLEST_SIDE) {
      throw new UserException(
          "%s: an image of %d x %d pixels is too small: no side may be shorter than %d"
              .formatted(name, image.width(), image.height(), StyleNetworkBlock.SMALLEST_SIDE),
          "use a larger image");
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
