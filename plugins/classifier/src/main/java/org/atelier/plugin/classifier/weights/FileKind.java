package org.atelier.plugin.classifier.weights;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Kinds of files that people take for weights files, and that are not read. */
public enum FileKind {
  /** Python's serialised objects, bare or zipped, as PyTorch saves them. */
  PICKLE(
      "it is a PyTorch file (pickle), which can run any program when it is opened",
      "pt|pth|bin|pkl|ckpt",
      "PK\\x03\\x04|\\x80[\\x02-\\x05]"),
  /** NumPy's arrays. */
  NUMPY("it is a NumPy file", "npz|npy", "\\x93NUMPY"),
  /** HDF5, as Keras saves weights. */
  HDF5("it is an HDF5 file", "h5|hdf5|keras", "\\x89HDF"),
  /** A network in the exchange format ONNX. */
  ONNX("it is an ONNX file", "onnx", "(?!)"),
  /** What a repository of large files holds instead of the file. */
  LARGE_FILE_POINTER(
      "it is only a pointer to a file in Git LFS, which is still to be downloaded",
      "(?!)",
      "version "),
  /** What a web site answers instead of the file. */
  WEB_PAGE("it is a web page, not a file of weights", "html?", "<[!hH]"),
  /** None of these. */
  UNKNOWN("it is of an unknown kind", "(?!)", "(?!)");

  private final String description;
  private final Pattern name;
  private final Pattern beginning;

  FileKind(String description, String endings, String beginning) {
    this.description = description;
    this.name = Pattern.compile(".*\\.(" + endings + ")", Pattern.CASE_INSENSITIVE);
    this.beginning = Pattern.compile(beginning);
  }

  /** Returns what a file of that name is, by the ending of its name. */
  public static FileKind named(String fileName) {
    return first(kind -> kind.name.matcher(fileName).matches());
  }

  /**
   * Returns what a file is, by its first bytes; only for one that is no safetensors file, since the
   * length with which such a file begins can be any bytes.
   */
  static FileKind of(byte[] prefix) {
    String begin = new String(prefix, StandardCharsets.ISO_8859_1);
    return first(kind -> kind.beginning.matcher(begin).lookingAt());
  }

  /** Returns what such a file is, as half a sentence. */
  public String description() {
    return description;
  }

  private static FileKind first(Predicate<FileKind> condition) {
    return Arrays.stream(values()).filter(condition).findFirst().orElse(UNKNOWN);
  }
}
