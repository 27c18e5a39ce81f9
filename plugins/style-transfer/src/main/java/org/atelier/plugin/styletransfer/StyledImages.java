package org.atelier.plugin.styletransfer;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.atelier.api.Artifact;
import org.atelier.plugin.styletransfer.method.Style;

/**
 * Pictures that were made of images in other styles.
 *
 * @param method how they were made: {@code embedding}, {@code gatys} or {@code fast}
 * @param level what a style is: {@code class}, {@code group} or {@code image} of the dataset that
 *     the styles were taken from
 * @param styles the styles, each once, in the order in which they were asked for
 * @param networks SHA-256 digests of the parameters of the networks that took part, so that a score
 *     can be taken with another one
 * @param folder the folder of the pictures
 * @param table CSV with a row for each picture: its file (in the folder, PNG), the content image's
 *     id in its dataset, the name of one of the styles, and the method
 */
public record StyledImages(
    String method, String level, List<Style> styles, List<String> networks, Path folder, Path table)
    implements Artifact {
  /** Copies the lists. */
  public StyledImages {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(table, "table");
    styles = List.copyOf(styles);
    networks = List.copyOf(networks);
  }
}
