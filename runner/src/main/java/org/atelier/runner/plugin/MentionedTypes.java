package org.atelier.runner.plugin;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.atelier.api.Plugin;

/**
 * Guesses what a refused jar would have offered, without running anything in it: the strings in its
 * plugin classes that look like type names.
 *
 * <p>A guess and no more: a type named in another class is not found, and a word that is no type
 * may be.
 */
final class MentionedTypes {
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final String PLUGIN = Plugin.class.getName().replace('.', '/');
  private static final int MOST_CLASS_BYTES = 1 << 20;
  private static final int MOST_ENTRIES = 100_000;

  private MentionedTypes() {}

  /** Returns the words in their order; of a damaged jar, those before the damage. */
  static List<String> in(Path jar) {
    Set<String> words = new TreeSet<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
      int entries = 0;
      for (ZipEntry entry = zip.getNextEntry();
          entry != null && entries < MOST_ENTRIES;
          entry = zip.getNextEntry()) {
        entries++;
        if (entry.getName().endsWith(".class")) {
          byte[] bytes = zip.readNBytes(MOST_CLASS_BYTES);
          words.addAll(strings(bytes));
        }
      }
    } catch (IOException | IllegalArgumentException damaged) {
      // the jar is refused for that already; what was found before it stands
      return List.copyOf(words);
    }
    return List.copyOf(words);
  }

  /**
   * Reads a class file's constants (Java Virtual Machine Specification, 4.4) up to its interfaces.
   */
  private static Set<String> strings(byte[] classFile) throws IOException {
    Map<Integer, String> texts = new HashMap<>();
    Map<Integer, Integer> classes = new HashMap<>();
    Set<Integer> strings = new HashSet<>();
    DataInputStream data = new DataInputStream(new ByteArrayInputStream(classFile));
    data.skipNBytes(8);
    int count = data.readUnsignedShort();
    for (int index = 1; index < count; index++) {
      int tag = data.readUnsignedByte();
      switch (tag) {
        case 1 -> texts.put(index, data.readUTF());
        case 7 -> classes.put(index, data.readUnsignedShort());
        case 8 -> strings.add(data.readUnsignedShort());
        case 15 -> data.skipNBytes(3);
        case 16, 19, 20 -> data.skipNBytes(2);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> data.skipNBytes(4);
        case 5, 6 -> {
          data.skipNBytes(8);
          // a long or double takes two places
          index++;
        }
        default -> throw new IOException("constant of unknown kind " + tag);
      }
    }
    data.skipNBytes(6);
    boolean plugin = false;
    int interfaces = data.readUnsignedShort();
    for (int at = 0; at < interfaces; at++) {
      plugin |= PLUGIN.equals(texts.get(classes.get(data.readUnsignedShort())));
    }
    Set<String> words = new HashSet<>();
    if (plugin) {
      strings.stream()
          .map(texts::get)
          .filter(text -> text != null && TYPE.matcher(text).matches())
          .forEach(words::add);
    }
    return words;
  }
}
