package org.atelier.api.result;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/** Takes what a stage reports for people: shown in the terminal, kept in files and in reports. */
@ProviderType
public interface Results {
  /** Reports a number. */
  void metric(Metric metric);

  /**
   * Writes something to look at into the stage's folder and keeps it for the report.
   *
   * @param name the file's name without extension, lower case words joined by hyphens
   * @param content a table (written as CSV), or a figure or pictures (written as PNG)
   * @throws IOException if the file cannot be written
   */
  void add(String name, Content content) throws IOException;

  /**
   * Tells of a page of HTML that the stage has written into its folder, so that reports link to it.
   *
   * @param name the file's name without its extension {@code .html}, lower case words joined by
   *     hyphens
   * @param title what it shows
   */
  void page(String name, String title);

  /** Warns the user of something that makes the results worth less than they seem. */
  void warning(String message);
}
