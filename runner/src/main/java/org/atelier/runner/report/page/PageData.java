package org.atelier.runner.report.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes JSON into elements of a page, such that nothing in it can end its element; keeps each
 * picture once, however many contents show it, and within a limit.
 */
final class PageData {
  private static final int DIGITS = 6;

  private final JsonMapper mapper;
  private final Writer out;
  private final long mostPictureCharacters;
  private final Map<String, Integer> pictures = new LinkedHashMap<>();
  private long pictureCharacters;

  /**
   * Begins to write.
   *
   * @param out takes the elements
   * @param mostPictureCharacters how long all pictures together may be; those that come after are
   *     left out
   */
  PageData(Writer out, long mostPictureCharacters) {
    this.out = out;
    this.mostPictureCharacters = mostPictureCharacters;
    this.mapper = JsonMapper.builder().build();
    mapper.getFactory().setCharacterEscapes(new WithoutMarkup());
  }

  /**
   * Writes a content.
   *
   * @param id the element's
   * @return how many characters it took
   */
  int content(String id, ObjectNode content) throws IOException {
    StringWriter json = new StringWriter();
    try (JsonGenerator generator = mapper.getFactory().createGenerator(json)) {
      write(content, "", generator);
    }
    element(id, json.toString());
    return json.getBuffer().length();
  }

  /** Writes anything else, as it is. */
  void element(String id, JsonNode value) throws IOException {
    element(id, mapper.writeValueAsString(value));
  }

  /** Writes the pictures of all contents so far. */
  void pictures() throws IOException {
    element("pictures", mapper.writeValueAsString(pictures.keySet()));
  }

  private void element(String id, String json) throws IOException {
    out.write("<script type=\"application/json\" id=\"%s\">%s</script>\n".formatted(id, json));
  }

  private void write(JsonNode value, String name, JsonGenerator generator) throws IOException {
    if (value.isObject()) {
      generator.writeStartObject();
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        generator.writeFieldName(field.getKey());
        write(field.getValue(), field.getKey(), generator);
      }
      generator.writeEndObject();
    } else if (value.isArray()) {
      generator.writeStartArray();
      for (JsonNode element : value) {
        write(element, "", generator);
      }
      generator.writeEndArray();
    } else if (isPicture(value, name)) {
      writePicture(value.textValue(), generator);
    } else if (value.isDouble() && Double.isFinite(value.doubleValue())) {
      generator.writeNumber(shortest(value.doubleValue()));
    } else {
      mapper.writeTree(generator, value);
    }
  }

  /** Returns as many digits as a figure needs. */
  private static String shortest(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros();
    return Math.abs(value) >= 1e12 || (value != 0 && Math.abs(value) < 1e-9)
        ? String.format(Locale.ROOT, "%e", rounded)
        : rounded.toPlainString();
  }

  private static boolean isPicture(JsonNode value, String name) {
    return value.isTextual()
        && (name.equals("image") || name.equals("picture"))
        && value.textValue().matches("data:image/(png|jpeg);base64,[A-Za-z0-9+/]*=*");
  }

  /** Writes the number of a picture, or nothing if there is no room for it. */
  private void writePicture(String address, JsonGenerator generator) throws IOException {
    Integer number = pictures.get(address);
    if (number == null && pictureCharacters + address.length() <= mostPictureCharacters) {
      pictureCharacters += address.length();
      number = pictures.size();
      pictures.put(address, number);
    }
    if (number == null) {
      generator.writeNull();
    } else {
      generator.writeNumber(number);
    }
  }

  /** Leaves no character that means something to HTML. */
  private static final class WithoutMarkup extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    private final int[] ascii = standardAsciiEscapesForJSON();

    WithoutMarkup() {
      for (char character : new char[] {'<', '>', '&', '\''}) {
        ascii[character] = ESCAPE_STANDARD;
      }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii.clone();
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      // Valid in JSON, but ends of lines to a script.
      return character == 0x2028 || character == 0x2029
          ? new SerializedString("\\u%04x".formatted(character))
          : null;
    }
  }
}
