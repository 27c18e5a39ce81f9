package org.atelier.plugin.classifier.weights;

import ai.djl.ndarray.types.Shape;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the header of a safetensors file: a JSON object that has for each array its {@code dtype},
 * {@code shape} and {@code data_offsets}, and may have texts in {@code __metadata__}.
 *
 * <p>All that the format demands is checked: no name twice, no array over another or past the end,
 * no byte that belongs to none, as many bytes as the shape wants.
 */
final class SafetensorsHeader {
  private static final String METADATA = "__metadata__";
  private static final int MOST_SIDES = 8;

  private final long dataLength;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

  private SafetensorsHeader(long dataLength) {
    this.dataLength = dataLength;
  }

  /**
   * Reads a header.
   *
   * @param text the header
   * @param dataLength how many bytes come after the header
   * @return the arrays by their names, in the header's order
   * @throws IOException saying what is wrong with it, as half a sentence
   */
  static Map<String, StoredTensor> parse(String text, long dataLength) throws IOException {
    SafetensorsHeader header = new SafetensorsHeader(dataLength);
    try (JsonReader json = new JsonReader(new StringReader(text))) {
      json.setStrictness(Strictness.STRICT);
      header.readTensors(json);
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw new IOException("more follows its header's JSON");
      }
    } catch (MalformedJsonException | EOFException | IllegalStateException e) {
      throw new IOException("its header is not the JSON of a safetensors file", e);
    }
    header.checkCover();
    return header.tensors;
  }

  private void readTensors(JsonReader json) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (name.equals(METADATA)) {
        json.skipValue();
      } else if (tensors.put(name, readTensor(json, name)) != null) {
        throw new IOException("its header has '%s' twice".formatted(name));
      }
    }
    json.endObject();
  }

  private StoredTensor readTensor(JsonReader json, String name) throws IOException {
    String type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "dtype" -> type = json.nextString();
        case "shape" -> shape = readNumbers(json, name);
        case "data_offsets" -> offsets = readNumbers(json, name);
        default -> throw new IOException("its header has an unknown key in '%s'".formatted(name));
      }
    }
    json.endObject();
    if (type == null || shape == null || offsets == null || offsets.size() != 2) {
      throw new IOException(
          "its header lacks dtype, shape or data_offsets of '%s'".formatted(name));
    }
    StoredTensor tensor = new StoredTensor(type, new Shape(shape), offsets.get(0), offsets.get(1));
    checkLength(name, tensor, shape);
    return tensor;
  }

  private static List<Long> readNumbers(JsonReader json, String name) throws IOException {
    List<Long> numbers = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      if (numbers.size() == MOST_SIDES) {
        throw new IOException("'%s' has more than %d dimensions".formatted(name, MOST_SIDES));
      }
      numbers.add(readNumber(json, name));
    }
    json.endArray();
    return numbers;
  }

  private static long readNumber(JsonReader json, String name) throws IOException {
    String text = json.peek() == JsonToken.NUMBER ? json.nextString() : "no number";
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IOException(
          "a size or an offset of '%s' is not a whole number below 2^63".formatted(name), e);
    }
    throw new IOException("a size or an offset of '%s' is negative".formatted(name));
  }

  private void checkLength(String name, StoredTensor tensor, List<Long> shape) throws IOException {
    if (tensor.end() < tensor.begin()) {
      throw new IOException("'%s' ends before it begins".formatted(name));
    }
    if (tensor.end() > dataLength) {
      throw new IOException(
          "'%s' should end at byte %d of its data, but there are only %d: it is not whole"
              .formatted(name, tensor.end(), dataLength));
    }
    long size = ElementType.named(tensor.type()).map(ElementType::size).orElse(0);
    if (size == 0) {
      return;
    }
    try {
      for (long side : shape) {
        size = Math.multiplyExact(size, side);
      }
    } catch (ArithmeticException e) {
      throw new IOException("'%s' would be larger than any file".formatted(name), e);
    }
    if (size != tensor.bytes()) {
      throw new IOException(
          "'%s' has %d bytes, but %s %s takes %d"
              .formatted(name, tensor.bytes(), tensor.type(), tensor.shape(), size));
    }
  }

  /** Checks that each byte after the header belongs to one array. */
  private void checkCover() throws IOException {
    List<Map.Entry<String, StoredTensor>> byPlace = new ArrayList<>(tensors.entrySet());
    byPlace.sort(
        Comparator.comparingLong(
                (Map.Entry<String, StoredTensor> entry) -> entry.getValue().begin())
            .thenComparingLong(entry -> entry.getValue().end()));
    long covered = 0;
    for (Map.Entry<String, StoredTensor> entry : byPlace) {
      if (entry.getValue().begin() != covered) {
        throw new IOException(
            "'%s' begins at byte %d of its data, where byte %d was expected"
                .formatted(entry.getKey(), entry.getValue().begin(), covered));
      }
      covered = entry.getValue().end();
    }
    if (covered != dataLength) {
      throw new IOException(
          "%d bytes at its end belong to no array".formatted(dataLength - covered));
    }
  }
}
