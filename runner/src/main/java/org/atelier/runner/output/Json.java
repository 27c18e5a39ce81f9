package org.atelier.runner.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads and writes JSON files: strict about unknown keys, limited in size and depth, never naming
 * classes.
 */
public final class Json {
  /** More than any artifact, manifest or record of a run needs. */
  private static final int MAXIMUM_BYTES = 16 * 1024 * 1024;

  private static final int MAXIMUM_DEPTH = 64;

  /** One for all, as it remembers how each type is written. */
  private static final JsonMapper MAPPER = mapper();

  private final JsonMapper mapper;

  /** Makes a reader and writer of records, collections and plain values. */
  public Json() {
    this(MAPPER);
  }

  Json(JsonMapper mapper) {
    this.mapper = mapper;
  }

  static JsonMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAXIMUM_DEPTH)
                    .maxDocumentLength(MAXIMUM_BYTES)
                    .build())
            .build();
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return JsonMapper.builder(factory)
        .addModule(new Jdk8Module())
        .enable(SerializationFeature.INDENT_OUTPUT)
        .defaultPrettyPrinter(
            new DefaultPrettyPrinter()
                .withSeparators(
                    Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter))
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  /**
   * Writes a value as a file that becomes visible whole.
   *
   * @throws org.atelier.api.UserException if the disk is full
   * @throws IOException if the file cannot be written
   */
  public void write(Path file, Object value) throws IOException {
    // Made in memory first: a value that cannot be written leaves no file behind.
    byte[] bytes = bytes(value);
    WholeFile.write(
        file,
        out -> {
          out.write(bytes);
          out.write('\n');
        });
  }

  /** Returns a value in one line. */
  public String line(Object value) {
    try {
      return mapper.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("%s cannot be written as JSON".formatted(value), e);
    }
  }

  /** Returns a record as the tree that would be written of it. */
  ObjectNode tree(Object value) {
    return mapper.valueToTree(value);
  }

  /**
   * Returns a value as JSON in UTF-8.
   *
   * @throws JsonProcessingException if it cannot be written
   */
  public byte[] bytes(Object value) throws JsonProcessingException {
    return mapper.writeValueAsBytes(value);
  }

  /**
   * Reads a value from JSON in UTF-8.
   *
   * @throws IOException if it is not JSON or does not fit the type
   */
  public <T> T read(byte[] json, Class<T> type) throws IOException {
    return mapper.readValue(json, type);
  }

  /**
   * Reads a value.
   *
   * @throws IOException if the file cannot be read, is not JSON, or does not fit the type
   */
  public <T> T read(Path file, Class<T> type) throws IOException {
    if (Files.size(file) > MAXIMUM_BYTES) {
      throw new IOException("larger than %d bytes".formatted(MAXIMUM_BYTES));
    }
    return mapper.readValue(file.toFile(), type);
  }
}
