package org.atelier.runner.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.atelier.runner.execution.AtelierVersion;
import org.atelier.runner.output.FileErrors;
import org.atelier.runner.output.Json;
import org.atelier.runner.output.WholeFile;

/**
 * A page about one run, or several side by side: one HTML file that holds all it needs and is
 * forbidden to load anything.
 */
public final class ReportPage {
  /** The name of the page in a run folder. */
  public static final String FILE = "report.html";

  private static final Pattern PLACE = Pattern.compile("\\{\\{([A-Z]+)\\}\\}");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** With the drawing library, a page stays below 15 MB. */
  private static final long MOST_PICTURE_CHARACTERS = 8_000_000;

  private static final long MOST_CONTENT_CHARACTERS = 5_000_000;

  /** However many tables there are, so many rows of each are shown. */
  private static final int LEAST_ROWS = 50;

  private static final int MOST_ROWS = 30_000;

  private final List<FinishedRun> runs;

  private ReportPage(List<FinishedRun> runs) {
    this.runs = runs;
  }

  /**
   * Reads what there is to show.
   *
   * @param folders the run folders, at least one
   * @throws org.atelier.api.UserException if one of them is none, or cannot be read
   */
  public static ReportPage of(List<Path> folders) {
    return new ReportPage(folders.stream().map(FinishedRun::read).toList());
  }

  /**
   * Writes the page.
   *
   * @param file where to; what is there is replaced
   * @throws org.atelier.api.UserException if the disk is full
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    Path target = file.toAbsolutePath().normalize();
    String library = library();
    String script = resource("report.js");
    Map<String, String> parts =
        Map.of(
            "TITLE", title().replace("&", "&amp;").replace("<", "&lt;"),
            "HASHES", "%s %s".formatted(hash(library), hash(script)),
            "STYLE", resource("report.css"),
            "PLAIN", plain(target),
            "LIBRARY", library,
            "SCRIPT", script);
    WholeFile.write(
        target,
        bytes -> {
          Writer out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
          String template = resource("report.html");
          Matcher place = PLACE.matcher(template);
          int from = 0;
          while (place.find()) {
            out.write(template, from, place.start() - from);
            from = place.end();
            if (place.group(1).equals("DATA")) {
              writeData(out, target);
            } else {
              out.write(Objects.requireNonNull(parts.get(place.group(1)), place.group(1)));
            }
          }
          out.write(template.substring(from));
          out.flush();
        });
  }

  private String plain(Path target) {
    return runs.stream()
        .map(run -> PlainResults.of(run, relative(target.getParent(), run.folder())))
        .collect(Collectors.joining());
  }

  private String title() {
    String pipelines =
        runs.stream()
            .map(run -> run.record().path("pipeline").asText())
            .distinct()
            .collect(Collectors.joining(", "));
    return runs.size() == 1 ? pipelines : "%d runs of %s".formatted(runs.size(), pipelines);
  }

  private void writeData(Writer out, Path target) throws IOException {
    PageData data = new PageData(out, MOST_PICTURE_CHARACTERS);
    Contents contents = new Contents(data);
    ObjectNode page = NODES.objectNode();
    page.put("title", title());
    page.put("atelier", AtelierVersion.current());
    ArrayNode described = page.putArray("runs");
    List<String> labels = labels();
    for (int at = 0; at < runs.size(); at++) {
      described.add(describe(runs.get(at), labels.get(at), target, contents));
    }
    data.element("page", page);
    data.pictures();
  }

  /** Names each run as shortly as tells them apart. */
  private List<String> labels() {
    List<String> names = runs.stream().map(run -> run.folder().getFileName().toString()).toList();
    if (names.stream().distinct().count() == names.size()) {
      return names;
    }
    List<String> labels = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (FinishedRun run : runs) {
      String label =
          "%s/%s".formatted(run.record().path("pipeline").asText(), run.folder().getFileName());
      int times = seen.merge(label, 1, Integer::sum);
      labels.add(times == 1 ? label : "%s (%d)".formatted(label, times));
    }
    return labels;
  }

  private static ObjectNode describe(FinishedRun run, String label, Path target, Contents contents)
      throws IOException {
    ObjectNode described = NODES.objectNode();
    described.put("label", label);
    described.put("folder", relative(target.getParent(), run.folder()));
    described.put("pipeline", run.pipeline());
    described.set("record", run.record());
    ObjectNode stages = described.putObject("contents");
    for (Map.Entry<String, FinishedRun.Left> stage : run.stages().entrySet()) {
      stages.set(stage.getKey(), contents.add(stage.getValue()));
    }
    return described;
  }

  /**
   * Returns the way from the page to a run folder, with a slash at its end; empty if it is there.
   */
  private static String relative(Path from, Path run) {
    if (!Objects.equals(from.getRoot(), run.getRoot())) {
      return run.toUri().toString();
    }
    String way = from.relativize(run).toString().replace('\\', '/');
    return way.isEmpty() ? "" : way + "/";
  }

  /** The contents of all stages, each in an element of the page. */
  private final class Contents {
    private final PageData data;
    private final int mostRows;
    private int last;
    private long written;

    Contents(PageData data) {
      this.data = data;
      long all =
          runs.stream()
              .flatMap(run -> run.stages().values().stream())
              .mapToLong(left -> left.shown().size())
              .sum();
      this.mostRows = (int) Math.max(LEAST_ROWS, MOST_ROWS / Math.max(1, all));
    }

    /** Writes what a stage left and returns what the page has to know of it. */
    ObjectNode add(FinishedRun.Left left) throws IOException {
      ObjectNode described = NODES.objectNode();
      ArrayNode shown = described.putArray("shown");
      ObjectNode lines = described.putObject("lines");
      for (Path file : left.shown()) {
        last++;
        String id = "content-" + last;
        ObjectNode content = read(file);
        written += data.content(id, content);
        shown.add(id);
        if (content.path("kind").asText().equals("line-chart")) {
          lines.put(file.getFileName().toString(), id);
        }
      }
      ObjectNode files = described.putObject("files");
      left.files().forEach(files::put);
      return described;
    }

    private ObjectNode read(Path file) {
      try {
        ObjectNode content = new Json().read(file, ObjectNode.class);
        return written > MOST_CONTENT_CHARACTERS ? leftOut(content) : shortened(content);
      } catch (IOException e) {
        ObjectNode damaged = NODES.objectNode();
        damaged.put("title", file.getFileName().toString());
        damaged.put("note", "it cannot be read: " + FileErrors.describe(e));
        return damaged;
      }
    }

    private static ObjectNode leftOut(ObjectNode content) {
      ObjectNode named = NODES.objectNode();
      named.set("title", content.path("title"));
      named.set("file", content.path("file"));
      named.put("note", "left out to keep this page small");
      return named;
    }

    private ObjectNode shortened(ObjectNode content) {
      int rows = content.path("rows").size();
      if (content.path("kind").asText().equals("table") && rows > mostRows) {
        ArrayNode first = NODES.arrayNode();
        for (int row = 0; row < mostRows; row++) {
          first.add(content.path("rows").get(row));
        }
        content.set("rows", first);
        content.put("note", "The first %,d of %,d rows".formatted(mostRows, rows));
      }
      return content;
    }
  }

  /** Returns the drawing library as one script. */
  private static String library() {
    Properties versions = new Properties();
    try (InputStream stream = ReportPage.class.getResourceAsStream("version.properties")) {
      versions.load(Objects.requireNonNull(stream, "version.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return resource(
        "/META-INF/resources/webjars/echarts/%s/echarts.min.js"
            .formatted(versions.getProperty("echarts")));
  }

  private static String resource(String name) {
    try (InputStream stream = ReportPage.class.getResourceAsStream(name)) {
      String text =
          new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
      // As a browser reads it, or the hash of a script would not fit.
      return text.replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what the page's policy allows a script by: no other runs. */
  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
