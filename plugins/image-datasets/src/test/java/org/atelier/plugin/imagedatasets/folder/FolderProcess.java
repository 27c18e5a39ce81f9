package org.atelier.plugin.imagedatasets.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.atelier.api.Resize;
import org.atelier.api.service.Progress;

/** A program that reads a folder of images, to be run as a process of its own. */
final class FolderProcess {
  private FolderProcess() {}

  /**
   * Reads all images and prints their first samples.
   *
   * @param arguments the folder of images, the cache, and after how many files the process is to
   *     drop dead (0 for never)
   */
  public static void main(String[] arguments) {
    long fatal = Long.parseLong(arguments[2]);
    Path cache = Path.of(arguments[1]);
    ImageFolder dataset =
        new ImageFolder(
            new ImageFolderSettings(
                Path.of(arguments[0]),
                Folder.SIZE,
                Resize.CROP,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OnBroken.SKIP,
                Optional.of(cache)),
            new DeadlyProgress(fatal),
            cache,
            Folder.LIMITS,
            () -> true,
            System.out::println);
    System.out.println(Folder.firstSamples(dataset));
  }

  /** Starts it; under a limit of file size if that is not empty. */
  static Process start(Folder folder, int fatal, String limit) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String[] command = {
      java,
      "-XX:TieredStopAtLevel=1",
      "-Xshare:auto",
      "-cp",
      System.getProperty("java.class.path"),
      FolderProcess.class.getName(),
      folder.images.toString(),
      folder.cache.toString(),
      Integer.toString(fatal)
    };
    if (!limit.isEmpty()) {
      String[] limited = new String[command.length + 4];
      limited[0] = "bash";
      limited[1] = "-c";
      limited[2] = limit + " && exec \"$@\"";
      limited[3] = "limited";
      System.arraycopy(command, 0, limited, 4, command.length);
      command = limited;
    }
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Waits for its end and returns what it printed. */
  static String output(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("the process hangs: " + output);
    }
    return output;
  }

  /** Ends the process at once, without any cleaning up, when so many units are done. */
  private record DeadlyProgress(long fatal, AtomicLong done) implements Progress {
    DeadlyProgress(long fatal) {
      this(fatal, new AtomicLong());
    }

    @Override
    public Task start(String what, long total, String unit) {
      return new Task() {
        @Override
        public void advance(long units) {
          if (done.addAndGet(units) == fatal) {
            Runtime.getRuntime().halt(137);
          }
        }

        @Override
        public void note(String text) {}

        @Override
        public void close() {}
      };
    }
  }
}
