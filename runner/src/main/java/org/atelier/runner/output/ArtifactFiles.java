package org.atelier.runner.output;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.StringJoiner;
import org.atelier.api.Artifact;
import org.atelier.api.UserException;

/**
 * Keeps a stage's output as {@code output.json} in the stage's folder, every path in it relative to
 * that folder; so that a folder can be moved, and no file can point out of it.
 */
public final class ArtifactFiles {
  /** The file's name. */
  public static final String FILE = "output.json";

  private ArtifactFiles() {}

  /**
   * Writes an output.
   *
   * @throws IllegalArgumentException if one of its paths lies outside of the folder or is missing
   * @throws UserException if the disk is full
   * @throws IOException if the file cannot be written
   */
  public static void write(Artifact artifact, Path folder) throws IOException {
    try {
      json(folder).write(folder.resolve(FILE), artifact);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "%s cannot be written as JSON: %s"
              .formatted(artifact.getClass().getName(), e.getOriginalMessage()),
          e);
    }
  }

  /**
   * Reads an output back.
   *
   * @throws UserException if the file is missing, damaged or points out of its folder
   */
  public static <O extends Artifact> O read(Class<O> type, Path folder) {
    Path file = folder.resolve(FILE);
    try {
      O artifact = json(folder).read(file, type);
      if (artifact == null) {
        throw new IOException("it is empty");
      }
      return artifact;
    } catch (IOException e) {
      String cause =
          e instanceof JacksonException
              ? ((JacksonException) e).getOriginalMessage()
              : e.getMessage();
      throw new UserException(
          "%s cannot be read as %s: %s".formatted(file, type.getSimpleName(), cause),
          "delete the folder %s and run the stage again".formatted(folder),
          e);
    }
  }

  private static Json json(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    SimpleModule module = new SimpleModule("paths");
    module.addSerializer(Path.class, new RelativePathSerializer(root));
    module.addDeserializer(Path.class, new RelativePathDeserializer(root));
    return new Json(Json.mapper().rebuild().addModule(module).build());
  }

  private static final class RelativePathSerializer extends StdScalarSerializer<Path> {
    private final transient Path root;

    RelativePathSerializer(Path root) {
      super(Path.class);
      this.root = root;
    }

    @Override
    public void serialize(Path path, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      Path absolute = path.toAbsolutePath().normalize();
      if (!absolute.startsWith(root)) {
        throw new IllegalArgumentException(
            "the path %s lies outside of the stage's folder %s".formatted(path, root));
      }
      if (!Files.exists(absolute)) {
        throw new IllegalArgumentException("the path %s does not exist".formatted(path));
      }
      StringJoiner joiner = new StringJoiner("/");
      // A slash on every platform, so that a run can be read on another one.
      for (Iterator<Path> names = root.relativize(absolute).iterator(); names.hasNext(); ) {
        joiner.add(names.next().toString());
      }
      generator.writeString(joiner.toString());
    }
  }

  private static final class RelativePathDeserializer extends StdScalarDeserializer<Path> {
    private final transient Path root;

    RelativePathDeserializer(Path root) {
      super(Path.class);
      this.root = root;
    }

    @Override
    public Path deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      String text = parser.getValueAsString();
      if (text == null) {
        return (Path) context.handleUnexpectedToken(Path.class, parser);
      }
      try {
        Path path = root.resolve(text).normalize();
        if (path.startsWith(root)) {
          return path;
        }
      } catch (InvalidPathException e) {
        return (Path)
            context.handleWeirdStringValue(Path.class, text, "not a path: %s", e.getReason());
      }
      return (Path)
          context.handleWeirdStringValue(Path.class, text, "the path leaves the stage's folder");
    }
  }
}
