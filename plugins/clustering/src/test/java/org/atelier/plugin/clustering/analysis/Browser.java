package org.atelier.plugin.clustering.analysis;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Chromium without a window, driven by the Chrome DevTools Protocol. */
final class Browser implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final Pattern SOCKET = Pattern.compile("\"webSocketDebuggerUrl\": *\"([^\"]+)\"");
  private static final Pattern VALUE = Pattern.compile("\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern DATA = Pattern.compile("\"data\":\"([^\"]*)\"");

  private final Process process;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final List<String> events = new ArrayList<>();
  private final WebSocket socket;
  private int last;

  private Browser(Process process, WebSocket.Builder builder, URI page) {
    this.process = process;
    this.socket = builder.buildAsync(page, new Listener()).join();
  }

  /** Collects the parts of each message. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean whole) {
      message.append(part);
      if (whole) {
        answers.add(message.toString());
        message.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  /** Returns the program; empty if it is not installed. */
  static Optional<Path> find() {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Opens a page.
   *
   * @param program the browser
   * @param folder a temporary folder for its files
   * @param page the page
   */
  static Browser open(Path program, Path folder, Path page)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    program.toString(),
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--remote-debugging-port=0",
                    "--remote-allow-origins=*",
                    "--window-size=1200,1000",
                    "--user-data-dir=" + folder,
                    page.toUri().toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("browser.log").toFile())
            .start();
    try {
      HttpClient client = HttpClient.newHttpClient();
      Browser browser = new Browser(process, client.newWebSocketBuilder(), page(client, folder));
      browser.awaitPage();
      return browser;
    } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Waits for the browser to tell its port, and asks it for the page's address. */
  private static URI page(HttpClient client, Path folder) throws IOException, InterruptedException {
    Path port = folder.resolve("DevToolsActivePort");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      if (Files.exists(port) && !Files.readAllLines(port).isEmpty()) {
        URI list =
            URI.create("http://127.0.0.1:%s/json/list".formatted(Files.readAllLines(port).get(0)));
        String pages =
            client
                .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher found = SOCKET.matcher(pages);
        if (pages.contains("\"page\"") && found.find()) {
          return URI.create(found.group(1));
        }
      }
      Thread.sleep(100);
    }
    throw new IOException(
        "the browser did not start: " + Files.readString(folder.resolve("browser.log")));
  }

  /** Waits until the page is whole; at first there is an empty one. */
  private void awaitPage() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!text("location.protocol + document.readyState").equals("file:complete")) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the page did not load");
      }
      Thread.sleep(50);
    }
  }

  /** Returns the text that an expression of the page has. */
  String text(String expression) throws InterruptedException {
    String answer =
        send(
            "Runtime.evaluate",
            "{\"expression\":\"String(%s)\"}".formatted(expression.replace("\"", "\\\"")));
    Matcher value = VALUE.matcher(answer);
    if (!value.find()) {
      throw new AssertionError(answer);
    }
    return value.group(1);
  }

  /** Moves the pointer to a place of the page. */
  void hover(double x, double y) throws InterruptedException {
    mouse("mouseMoved", x, y, "none");
  }

  /** Clicks at a place of the page. */
  void click(double x, double y) throws InterruptedException {
    mouse("mousePressed", x, y, "left");
    mouse("mouseReleased", x, y, "left");
  }

  private void mouse(String type, double x, double y, String button) throws InterruptedException {
    send(
        "Input.dispatchMouseEvent",
        "{\"type\":\"%s\",\"x\":%s,\"y\":%s,\"button\":\"%s\",\"clickCount\":1}"
            .formatted(type, x, y, button));
  }

  /** Presses a key that has a name, such as {@code ArrowRight}. */
  void press(String key) throws InterruptedException {
    send("Input.dispatchKeyEvent", "{\"type\":\"keyDown\",\"key\":\"%s\"}".formatted(key));
    send("Input.dispatchKeyEvent", "{\"type\":\"keyUp\",\"key\":\"%s\"}".formatted(key));
  }

  /** Returns what the browser has had to complain of, from the beginning: errors and refusals. */
  List<String> complaints() throws InterruptedException {
    // Both tell again what was before.
    send("Runtime.enable", "{}");
    send("Log.enable", "{}");
    text("1");
    return events.stream()
        .filter(
            event ->
                Stream.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
                    .anyMatch(event::contains))
        .toList();
  }

  /** Returns a picture of the page as PNG. */
  byte[] screenshot() throws InterruptedException {
    Matcher data = DATA.matcher(send("Page.captureScreenshot", "{}"));
    if (!data.find()) {
      throw new AssertionError("no screenshot");
    }
    return Base64.getDecoder().decode(data.group(1));
  }

  private String send(String method, String parameters) throws InterruptedException {
    int number = ++last;
    String message =
        "{\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(number, method, parameters);
    socket.sendText(message, true).join();
    String answer = "";
    while (!answer.startsWith("{\"id\":%d,".formatted(number))) {
      answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (answer == null) {
        throw new AssertionError("no answer to " + method);
      }
      if (answer.startsWith("{\"method\":")) {
        events.add(answer);
      }
    }
    return answer;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
