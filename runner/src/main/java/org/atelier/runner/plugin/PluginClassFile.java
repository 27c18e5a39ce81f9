package org.atelier.runner.plugin;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.atelier.api.Component;
import org.atelier.api.Kind;
import org.atelier.api.Plugin;

/**
 * Reads the compiled class of a plugin as data (Java Virtual Machine Specification, chapters 4 and
 * 6), as far as it takes to see which components it describes.
 */
final class PluginClassFile {
  private static final String PLUGIN = Plugin.class.getName().replace('.', '/');
  private static final String COMPONENT = Component.class.getName().replace('.', '/');
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private static final int LDC = 18;
  private static final int LDC_WIDE = 19;
  private static final int INVOKE_STATIC = 184;
  private static final int LAST_INSTRUCTION = 201;

  private final Map<Integer, String> texts = new HashMap<>();
  private final Map<Integer, Integer> references = new HashMap<>();
  private final Map<Integer, int[]> pairs = new HashMap<>();
  private final DataInputStream data;

  private PluginClassFile(byte[] bytes) {
    data = new DataInputStream(new ByteArrayInputStream(bytes));
  }

  /**
   * Returns what a class offers; nothing if it is not a plugin's.
   *
   * @throws IOException if the bytes are no whole class file
   */
  static List<String> offers(byte[] bytes) throws IOException {
    return new PluginClassFile(bytes).read();
  }

  private List<String> read() throws IOException {
    data.skipNBytes(8);
    readConstants();
    data.skipNBytes(6);
    boolean plugin = false;
    for (int left = data.readUnsignedShort(); left > 0; left--) {
      plugin |= PLUGIN.equals(text(data.readUnsignedShort()));
    }
    List<String> offers = new ArrayList<>();
    if (plugin) {
      readMembers(offers);
      readMembers(offers);
    }
    return offers;
  }

  private void readConstants() throws IOException {
    int count = data.readUnsignedShort();
    for (int index = 1; index < count; index++) {
      int tag = data.readUnsignedByte();
      switch (tag) {
        case 1 -> texts.put(index, data.readUTF());
        // a class, a string, and others that refer to one constant
        case 7, 8, 16, 19, 20 -> references.put(index, data.readUnsignedShort());
        // members, and others that refer to two constants
        case 9, 10, 11, 12, 17, 18 ->
            pairs.put(index, new int[] {data.readUnsignedShort(), data.readUnsignedShort()});
        case 3, 4 -> data.skipNBytes(4);
        case 15 -> data.skipNBytes(3);
        case 5, 6 -> {
          data.skipNBytes(8);
          // a long and a double take two places
          index++;
        }
        default -> throw new IOException("constant of unknown kind " + tag);
      }
    }
  }

  /** Reads the fields, or the methods, which are written alike. */
  private void readMembers(List<String> offers) throws IOException {
    for (int members = data.readUnsignedShort(); members > 0; members--) {
      data.skipNBytes(6);
      for (int attributes = data.readUnsignedShort(); attributes > 0; attributes--) {
        String name = texts.get(data.readUnsignedShort());
        byte[] content = data.readNBytes(data.readInt());
        if ("Code".equals(name)) {
          DataInputStream code = new DataInputStream(new ByteArrayInputStream(content));
          code.skipNBytes(4);
          readInstructions(code.readNBytes(code.readInt()), offers);
        }
      }
    }
  }

  /** Pairs each call of a method of Component with the first type name loaded since the last. */
  private void readInstructions(byte[] code, List<String> offers) {
    String type = null;
    int length;
    for (int at = 0; at < code.length; at += length) {
      int instruction = code[at] & 0xff;
      length = length(instruction);
      if (length == 0 || at + length > code.length) {
        return;
      }
      if (type == null && (instruction == LDC || instruction == LDC_WIDE)) {
        String loaded = text(operand(code, at + 1, length - 1));
        type = loaded != null && TYPE.matcher(loaded).matches() ? loaded : null;
      } else if (instruction == INVOKE_STATIC && type != null) {
        String kind = described(operand(code, at + 1, 2));
        if (kind != null) {
          offers.add(kind + " " + type);
          type = null;
        }
      }
    }
  }

  /** Returns the kind of component that a method describes, or null if it describes none. */
  private String described(int method) {
    int[] owner = pairs.get(method);
    if (owner == null || !COMPONENT.equals(text(owner[0])) || !pairs.containsKey(owner[1])) {
      return null;
    }
    String name = texts.get(pairs.get(owner[1])[0]);
    for (Kind kind : Kind.values()) {
      if (kind.word().equals(name)) {
        return name;
      }
    }
    return null;
  }

  private String text(int reference) {
    return texts.get(references.get(reference));
  }

  private static int operand(byte[] code, int at, int bytes) {
    int high = code[at] & 0xff;
    return bytes == 1 ? high : (high << 8) | (code[at + 1] & 0xff);
  }

  /** Returns how many bytes an instruction takes; 0 for those that vary, at which reading ends. */
  private static int length(int instruction) {
    return switch (instruction) {
      case 16, LDC, 21, 22, 23, 24, 25, 54, 55, 56, 57, 58, 169, 188 -> 2;
      case 17, LDC_WIDE, 20, 132, 187, 189, 192, 193, 198, 199 -> 3;
      case 197 -> 4;
      case 185, 186, 200, LAST_INSTRUCTION -> 5;
      case 170, 171, 196 -> 0;
      default -> {
        if (instruction > LAST_INSTRUCTION) {
          yield 0;
        }
        boolean branch = instruction >= 153 && instruction <= 168;
        boolean member = instruction >= 178 && instruction <= INVOKE_STATIC;
        yield branch || member ? 3 : 1;
      }
    };
  }
}
