package org.atelier.plugin.styletransfer.embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.atelier.api.UserException;
import org.atelier.api.result.RgbImage;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Network;
import org.atelier.api.service.Networks;
import org.atelier.plugin.styletransfer.method.PictureMemory;
import org.atelier.plugin.styletransfer.method.Pixels;
import org.atelier.plugin.styletransfer.method.Style;
import org.atelier.plugin.styletransfer.method.Transfer;
import org.atelier.plugin.styletransfer.method.Work;

/**
 * The method {@code embedding}: one pass of a network that is given the content image and the
 * embedding of the style. Of several styles the embeddings are mixed; an embedding is brought to
 * the size of the content image.
 */
public final class EmbeddingTransfer implements Transfer {
  private static final int COLOURS = 3;

  /** Image, embedding, both stacked, and the picture: what the engine holds beside the network. */
  private static final int IMAGES = 4 * COLOURS;

  /** How many times these numbers and those of all layers it takes at its peak, as measured. */
  private static final double PYTORCH = 1.6;

  private static final double MXNET = 9.6;

  /** What Java takes for each pixel: image, embedding and picture as numbers and as bytes. */
  private static final long JAVA_BYTES = 100;

  private final String name;
  private final StyleEmbeddings embeddings;
  private final Compute compute;
  private final Network network;
  private final PictureMemory memory;

  private EmbeddingTransfer(
      String name, StyleEmbeddings embeddings, Compute compute, Network network) {
    this.name = name;
    this.embeddings = embeddings;
    this.compute = compute;
    this.network = network;
    this.memory =
        new PictureMemory(
            compute,
            PictureMemory.engineBytes(compute, network, IMAGES, PYTORCH, MXNET),
            JAVA_BYTES);
  }

  /**
   * Opens the method.
   *
   * @param name the network's name, for messages
   * @param model the network and its embeddings
   * @param networks opens the network
   * @param compute runs it
   */
  public static EmbeddingTransfer open(
      String name, EmbeddingTransferModel model, Networks networks, Compute compute) {
    return new EmbeddingTransfer(name, model.embeddings(), compute, networks.open(model.network()));
  }

  @Override
  public List<String> styles() {
    return embeddings.classNames();
  }

  @Override
  public RgbImage transfer(RgbImage content, Style style, Work work) throws IOException {
    int height = content.height();
    int width = content.width();
    if (!network.takes(height, width)) {
      throw new UserException(
          "%s has %d x %d pixels, but the network of '%s' takes only images of %d x %d"
              .formatted(
                  work.name(),
                  width,
                  height,
                  name,
                  network.manifest().width(),
                  network.manifest().height()),
          "bring the image to that size, or train a network that takes any size, such as"
              + " conv-autoencoder");
    }
    memory.check(content, work.name());
    Shape shape = new Shape(1, COLOURS, height, width);
    try (NDManager manager = compute.newManager()) {
      NDArray image = manager.create(Pixels.of(content).values(), shape);
      NDArray embedding = manager.create(mixed(style).resized(height, width).values(), shape);
      NDArray output =
          network
              .forward(new NDList(TransferObjective.stacked(image, embedding)), false)
              .singletonOrThrow();
      RgbImage picture = new Pixels(height, width, output.toFloatArray()).picture();
      work.step(Map.of());
      return picture;
    }
  }

  private Pixels mixed(Style style) throws IOException {
    float[] mixed = new float[COLOURS * embeddings.height() * embeddings.width()];
    for (Style.Part part : style.parts()) {
      float[] image = embeddings.image(embeddings.classNames().indexOf(part.style()));
      for (int at = 0; at < mixed.length; at++) {
        mixed[at] += (float) part.weight() * image[at];
      }
    }
    return new Pixels(embeddings.height(), embeddings.width(), mixed);
  }

  @Override
  public void close() {
    network.close();
  }
}
