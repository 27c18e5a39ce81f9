package org.atelier.runner.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Tells what a refused jar would have offered, without running anything in it: it reads the calls
 * of {@code Component.model("type", …)} and its like in the jar's plugin classes. What a plugin
 * class builds in another way is not found.
 */
final class OfferReader {
  private static final int MOST_CLASS_BYTES = 1 << 20;
  private static final int MOST_ENTRIES = 100_000;

  private OfferReader() {}

  /** Returns the offers, such as {@code model wikiart-cnn}; of a damaged jar, the readable ones. */
  static List<String> in(Path jar) {
    List<String> offers = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
      int entries = 0;
      for (ZipEntry entry = zip.getNextEntry();
          entry != null && entries < MOST_ENTRIES;
          entry = zip.getNextEntry()) {
        entries++;
        if (entry.getName().endsWith(".class")) {
          offers.addAll(PluginClassFile.offers(zip.readNBytes(MOST_CLASS_BYTES)));
        }
      }
    } catch (IOException | IllegalArgumentException damaged) {
      // the jar is refused for that already; what was found before it stands
      return List.copyOf(offers);
    }
    return List.copyOf(offers);
  }
}
