package org.atelier.runner.definition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads pipeline files. */
public final class DefinitionReader {
  /** Bytes that a pipeline file may have. */
  static final int SIZE_LIMIT = 1 << 20;

  private DefinitionReader() {}

  /**
   * Reads a pipeline file, puts values from the command line in place, then expands variables. A
   * value that an override replaces may so have a variable that is not set.
   *
   * @param file the file, named as the user did, for messages
   * @param overrides values from the command line, later ones before earlier ones
   * @param environment the variables
   * @throws ProblemsException if the text cannot be read as YAML at all; what else is wrong is held
   *     by the definition, for {@code Planner} to add to
   */
  public static Definition read(
      Path file, List<SettingOverride> overrides, Map<String, String> environment)
      throws ProblemsException {
    List<Problem> problems = new ArrayList<>();
    Node.Mapping root = readRoot(file, problems);
    Variables variables = new Variables(environment, problems);
    Overrides overriding = new Overrides(problems);
    List<Definition.EveryOverride> forEvery = new ArrayList<>();
    for (SettingOverride override : overrides) {
      Optional<Node> value = overriding.value(override);
      if (value.isEmpty()) {
        continue;
      }
      if (override.forEvery()) {
        forEvery.add(every(override, variables.expand(value.get(), "")));
      } else {
        root = overriding.apply(root, override, value.get());
      }
    }
    root = variables.expandMapping(root, "");
    return new Definition(file, root, forEvery, problems);
  }

  /**
   * Reads a value that is written in one place, such as a setting's default, with the same limits
   * as a file.
   *
   * @param yaml the value
   * @param position the position of the value and of all its parts
   * @throws ProblemsException if it is not YAML
   */
  public static Node readValue(String yaml, Position position) throws ProblemsException {
    List<Problem> problems = new ArrayList<>();
    Optional<Node> value = YamlParser.parseValue(yaml, position, Node.Notation.PLAIN, problems);
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    return value.orElseGet(() -> new Node.Scalar("", Node.Notation.PLAIN, position));
  }

  private static Definition.EveryOverride every(SettingOverride override, Node value) {
    List<String> path = override.path();
    return new Definition.EveryOverride(
        path.get(0), String.join(".", path.subList(2, path.size())), value);
  }

  private static Node.Mapping readRoot(Path file, List<Problem> problems) throws ProblemsException {
    String text = readText(file);
    Position start = new Position(file.toString(), 1, 1);
    Optional<Node> root = YamlParser.parseFile(text, file.toString(), problems);
    if (root.isEmpty()) {
      throw stop(start, "the file is empty; a pipeline needs at least 'stages'");
    }
    if (root.get() instanceof Node.Mapping mapping) {
      return mapping;
    }
    throw stop(
        root.get().position(),
        "a pipeline file is a mapping with keys such as 'datasets:' and 'stages:'");
  }

  private static String readText(Path file) throws ProblemsException {
    Position start = new Position(file.toString(), 1, 1);
    if (Files.isDirectory(file)) {
      throw stop(Position.ofOption(file.toString()), "this is a folder, not a pipeline file");
    }
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(SIZE_LIMIT + 1);
      if (bytes.length > SIZE_LIMIT) {
        throw stop(start, "the file is larger than 1 MiB; a pipeline file is a few pages at most");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException failure) {
      throw stop(start, "the file is not UTF-8 text");
    } catch (NoSuchFileException failure) {
      throw stop(Position.ofOption(file.toString()), "there is no such file");
    } catch (IOException failure) {
      throw stop(
          Position.ofOption(file.toString()), "the file cannot be read: " + failure.getMessage());
    }
  }

  private static ProblemsException stop(Position position, String message) {
    return new ProblemsException(List.of(new Problem(position, "", message)));
  }
}
