package org.atelier.runner.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names files like their image and their style, each name once. */
final class PictureNames {
  private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z]+$");
  private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{N}._-]+");

  private final StylizeRequest request;
  private final Set<String> taken = new HashSet<>();

  PictureNames(StylizeRequest request) {
    this.request = request;
  }

  /**
   * Returns the name of a picture.
   *
   * @param content which of the contents
   * @param style which of the styles, 0 for a blend
   */
  String next(int content, int style) {
    String styles =
        request.blend().isEmpty()
            ? word(request.styles().get(style))
            : request.styles().stream().map(PictureNames::word).collect(Collectors.joining("+"));
    String name = word(request.contents().get(content).toString()) + "-" + styles;
    String free = name;
    for (int number = 2; !taken.add(free); number++) {
      free = name + "-" + number;
    }
    return free + ".png";
  }

  /** Returns a style's name, or that of a file without its ending. */
  private static String word(String text) {
    String last = Path.of(text).getFileName().toString();
    return UNSAFE.matcher(ENDING.matcher(last).replaceFirst("")).replaceAll("-");
  }
}
