package org.atelier.plugin.clustering.analysis;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.atelier.api.LabelledImage;
import org.atelier.api.result.RgbImage;
import org.atelier.plugin.clustering.Clusters;
import org.atelier.plugin.clustering.partition.LabelsFile;
import org.atelier.plugin.clustering.partition.Partition;

/**
 * A page to explore clusters with: one HTML file that loads nothing, with a map on which each image
 * shows its picture, file, class and cluster.
 */
final class InteractivePage {
  private static final String TEMPLATE = "explore.html";
  private static final String PLACE = "{{DATA}}";
  private static final int SIDE = 96;

  private final Clusters clusters;
  private final LabelsFile file;
  private final Map<String, double[][]> maps;
  private final Optional<Pictures> pictures;

  /**
   * Prepares a page.
   *
   * @param clusters the clusters
   * @param file the images and their clusters
   * @param maps a name and two coordinates for each image
   * @param pictures thumbnails are made from; none without
   */
  InteractivePage(
      Clusters clusters,
      LabelsFile file,
      Map<String, double[][]> maps,
      Optional<Pictures> pictures) {
    this.clusters = clusters;
    this.file = file;
    this.maps = maps;
    this.pictures = pictures;
  }

  /**
   * Writes the page.
   *
   * @param page the file
   * @param shown the positions of the images on it
   * @throws IOException if it cannot be written
   */
  void write(Path page, int[] shown) throws IOException {
    String template = template();
    int place = template.indexOf(PLACE);
    try (Writer out = Files.newBufferedWriter(page, StandardCharsets.UTF_8)) {
      out.write(template, 0, place);
      writeData(out, shown);
      out.write(template.substring(place + PLACE.length()));
    }
  }

  private static String template() throws IOException {
    try (InputStream in = InteractivePage.class.getResourceAsStream(TEMPLATE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void writeData(Writer out, int[] shown) throws IOException {
    out.append("{\"about\":").append(text(about(shown.length)));
    out.append(",\"classes\":").append(texts(clusters.classNames()));
    out.append(",\"clusters\":").append(texts(clusterNames()));
    String separator = ",\"maps\":[";
    for (Map.Entry<String, double[][]> map : maps.entrySet()) {
      out.append(separator).append("{\"name\":").append(text(map.getKey()));
      out.append(",\"xs\":").append(numbers(map.getValue(), shown, 0));
      out.append(",\"ys\":").append(numbers(map.getValue(), shown, 1)).append('}');
      separator = ",";
    }
    separator = "],\"images\":[";
    for (int image : shown) {
      out.append(separator);
      writeImage(out, image);
      separator = ",\n";
    }
    out.append("]}");
  }

  private void writeImage(Writer out, int position) throws IOException {
    LabelledImage image = file.images().get(position);
    out.append("{\"file\":").append(text(image.id()));
    out.append(",\"label\":").append(Integer.toString(image.label()));
    out.append(",\"cluster\":").append(Integer.toString(file.partition().label(position)));
    if (pictures.isPresent()) {
      out.append(",\"picture\":").append(text(thumbnail(pictures.get().read(image, SIDE))));
    }
    out.append('}');
  }

  private String about(int shown) {
    String all =
        "%d images, encoded by '%s', in %d clusters by %s."
            .formatted(clusters.size(), clusters.encoder(), clusters.clusters(), clusters.method());
    return shown == clusters.size()
        ? all
        : all + " Shown are %d of them, drawn at random.".formatted(shown);
  }

  private List<String> clusterNames() {
    List<String> names = new ArrayList<>();
    Partition partition = file.partition();
    for (int cluster = 0; cluster < partition.clusters(); cluster++) {
      names.add("%d (%d images)".formatted(cluster, partition.size(cluster)));
    }
    if (partition.noise() > 0) {
      names.add("noise (%d images)".formatted(partition.noise()));
    }
    return names;
  }

  private static String thumbnail(RgbImage image) throws IOException {
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < image.height(); row++) {
      for (int column = 0; column < image.width(); column++) {
        picture.setRGB(column, row, image.rgb(row, column));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(picture, "jpeg", bytes)) {
      throw new IOException("this Java installation cannot write JPEG");
    }
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static String numbers(double[][] map, int[] shown, int axis) {
    return Arrays.stream(shown)
        .mapToObj(image -> String.format(Locale.ROOT, "%.5g", map[image][axis]))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String texts(List<String> texts) {
    return texts.stream().map(InteractivePage::text).collect(Collectors.joining(",", "[", "]"));
  }

  /** Writes a text as JSON in which nothing can end the element of the page that it stands in. */
  private static String text(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            character -> {
              boolean plain = character >= ' ' && "\"\\<>&\u2028\u2029".indexOf(character) < 0;
              json.append(
                  plain ? Character.toString((char) character) : "\\u%04x".formatted(character));
            });
    return json.append('"').toString();
  }
}
