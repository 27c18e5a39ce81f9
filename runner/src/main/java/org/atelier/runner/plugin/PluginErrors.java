package org.atelier.runner.plugin;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what plugin code throws into a cause and a remedy. */
final class PluginErrors {
  private static final String ASK_AUTHOR =
      "tell the plugin's author; until it is mended, move the jar out of the plugin folder";
  private static final Pattern CLASS_FILE = Pattern.compile("class file version (\\d+)");

  private PluginErrors() {}

  /**
   * Explains a throwable.
   *
   * @param thrown what was thrown by or while loading the plugin
   * @param doing what the plugin was asked to do, such as {@code "the constructor of x.Plugin"}
   */
  static RefusedException explain(Throwable thrown, String doing) {
    Throwable root = thrown;
    while (root.getCause() != null && isWrapper(root)) {
      root = root.getCause();
    }
    if (root instanceof UnsupportedClassVersionError) {
      return newerJava(root);
    }
    if (root instanceof NoClassDefFoundError || root instanceof ClassNotFoundException) {
      return new RefusedException(
          "the class %s, which %s needs, is in neither the plugin nor the runner"
              .formatted(missingClass(root), doing),
          "build the plugin with atelier-plugin-parent and the missing library as a dependency of"
              + " scope compile, so that its jar carries it",
          thrown);
    }
    if (root instanceof ClassFormatError) {
      return new RefusedException(
          "a class is damaged: " + root.getMessage(), "copy the jar again or build it again");
    }
    if (root instanceof LinkageError) {
      return new RefusedException(
          "%s does not fit the classes it finds: %s".formatted(doing, root),
          "build the plugin against this runner's version of org.atelier.api",
          thrown);
    }
    return new RefusedException(
        "%s failed: %s%s".formatted(doing, root, place(root)), ASK_AUTHOR, thrown);
  }

  private static boolean isWrapper(Throwable thrown) {
    return thrown instanceof java.lang.reflect.InvocationTargetException
        || thrown instanceof ExceptionInInitializerError
        || (thrown instanceof ClassNotFoundException && thrown.getCause() instanceof LinkageError);
  }

  private static RefusedException newerJava(Throwable error) {
    Matcher version = CLASS_FILE.matcher(String.valueOf(error.getMessage()));
    // class files of Java N have the major version N + 44 (Java Virtual Machine Specification, 4.1)
    String needed =
        version.find() ? "Java " + (Integer.parseInt(version.group(1)) - 44) : "a newer Java";
    return new RefusedException(
        "needs %s, this is Java %d".formatted(needed, Runtime.version().feature()),
        "run atelier with " + needed + ", or build the plugin with --release 17",
        error);
  }

  private static String missingClass(Throwable missing) {
    Throwable named = missing.getCause() instanceof ClassNotFoundException cause ? cause : missing;
    String message = String.valueOf(named.getMessage()).replace('/', '.');
    int end = message.indexOf(' ');
    return end < 0 ? message : message.substring(0, end);
  }

  private static String place(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .filter(frame -> !frame.getClassName().startsWith("java."))
        .findFirst()
        .map(frame -> " (%s:%d)".formatted(frame.getFileName(), frame.getLineNumber()))
        .orElse("");
  }
}
