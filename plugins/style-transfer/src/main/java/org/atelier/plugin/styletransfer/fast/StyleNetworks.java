package org.atelier.plugin.styletransfer.fast;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.atelier.api.Dataset;
import org.atelier.api.DatasetContents;
import org.atelier.api.UserException;
import org.atelier.api.result.RgbImage;
import org.atelier.api.service.Network;

/** What is asked of a network for styles, and of the images that it is given. */
final class StyleNetworks {
  private StyleNetworks() {}

  /**
   * Returns the block of a network for styles.
   *
   * @param network a network
   * @param name its name, for the message
   * @throws UserException if it is another network
   */
  static StyleNetworkBlock block(Network network, String name) {
    if (network.block() instanceof StyleNetworkBlock block) {
      return block;
    }
    throw new UserException(
        "'%s' is no network for styles, but of type '%s'"
            .formatted(name, network.manifest().model().type()),
        "use one of type style-network, as train-fast-style trains it");
  }

  /** Returns the codes of the classes that a network was trained on. */
  static float[][] classCodes(StyleNetworkBlock block) {
    float[] all = block.classCodes().toFloatArray();
    int length = block.codeLength();
    float[][] codes = new float[all.length / length][];
    for (int label = 0; label < codes.length; label++) {
      codes[label] = Arrays.copyOfRange(all, label * length, (label + 1) * length);
    }
    return codes;
  }

  /** Reads an image of a dataset. */
  static RgbImage image(Dataset dataset, int position) {
    DatasetContents contents = dataset.contents();
    byte[] planes = new byte[3 * contents.height() * contents.width()];
    dataset.read(position, ByteBuffer.wrap(planes));
    return RgbImage.of(contents.height(), contents.width(), planes);
  }
}
