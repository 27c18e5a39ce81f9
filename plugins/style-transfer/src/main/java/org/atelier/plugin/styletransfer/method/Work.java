package org.atelier.plugin.styletransfer.method;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.atelier.api.result.RgbImage;
import org.atelier.api.service.Checkpoints;
import org.atelier.api.service.Progress;

/** One picture in the making: where a {@link Transfer} tells how it goes. */
public final class Work {
  private final String name;
  private final String key;
  private final Progress.Task task;
  private final Path previews;
  private final Checkpoints checkpoints;
  private final List<Map<String, Double>> losses = new ArrayList<>();

  /**
   * Begins a picture.
   *
   * @param name what is being made, for messages, such as {@code 'boats.jpg' as 'Cubism'}
   * @param key what sets it apart from the stage's other pictures: letters, digits and hyphens
   * @param task shows the progress of all pictures, in steps
   * @param previews the folder for pictures that are not finished, which is made when it is needed
   * @param checkpoints what the stage keeps to go on from after an interruption
   */
  public Work(String name, String key, Progress.Task task, Path previews, Checkpoints checkpoints) {
    this.name = Objects.requireNonNull(name, "name");
    this.key = Objects.requireNonNull(key, "key");
    this.task = Objects.requireNonNull(task, "task");
    this.previews = Objects.requireNonNull(previews, "previews");
    this.checkpoints = Objects.requireNonNull(checkpoints, "checkpoints");
  }

  /** Returns what is being made, for messages. */
  public String name() {
    return name;
  }

  /** Returns what sets this picture apart from the others, to name checkpoints by. */
  public String key() {
    return key;
  }

  /** Returns what is kept for the case that the run is interrupted. */
  public Checkpoints checkpoints() {
    return checkpoints;
  }

  /**
   * Tells that a step is done.
   *
   * @param current the losses after it by their names, in the order in which they are to be shown;
   *     empty if there are none
   */
  public void step(Map<String, Double> current) {
    if (!current.isEmpty()) {
      losses.add(current);
      task.note(
          current.entrySet().stream()
              .map(loss -> String.format(Locale.ROOT, "%s %.3g", loss.getKey(), loss.getValue()))
              .collect(Collectors.joining(", ")));
    }
    task.advance(1);
  }

  /** Returns the losses after each step that had any. */
  public List<Map<String, Double>> losses() {
    return List.copyOf(losses);
  }

  /**
   * Keeps a picture as it is by now, for people to look at.
   *
   * @param step after which step
   * @param picture the picture
   * @throws IOException if it cannot be written
   */
  public void preview(int step, RgbImage picture) throws IOException {
    Files.createDirectories(previews);
    PngFile.write(picture, previews.resolve("%s-step-%04d.png".formatted(key, step)));
  }
}
