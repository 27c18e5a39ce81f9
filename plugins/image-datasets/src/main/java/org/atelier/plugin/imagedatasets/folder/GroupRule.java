package org.atelier.plugin.imagedatasets.folder;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.atelier.api.UserException;

/**
 * Takes the groups of images from their file names.
 *
 * <p>The expression is searched for in the name by RE2, in a time that is linear in the name's
 * length: none can be written that stalls a run.
 */
final class GroupRule {
  private static final int MAX_LENGTH = 200;

  /** Each count makes the compiled expression as many times as large, nested ones together. */
  private static final long MAX_REPETITION = 250;

  private static final Pattern REPETITION = Pattern.compile("\\{([0-9]{1,4})(?:,([0-9]{0,4}))?\\}");

  private final Optional<Pattern> pattern;

  private GroupRule(Optional<Pattern> pattern) {
    this.pattern = pattern;
  }

  /**
   * Makes the rule.
   *
   * @param expression a regular expression with one capturing group; if empty, no image has a group
   * @throws IllegalArgumentException if it is no such expression, with a sentence for its author
   */
  static GroupRule of(Optional<String> expression) {
    return new GroupRule(expression.map(GroupRule::compile));
  }

  private static Pattern compile(String expression) {
    if (expression.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "group has %d characters, more than %d".formatted(expression.length(), MAX_LENGTH));
    }
    checkRepetition(expression);
    Pattern pattern;
    try {
      pattern = Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "group is no regular expression of RE2's syntax (%s): '%s'"
              .formatted(e.getDescription(), expression),
          e);
    }
    if (pattern.groupCount() != 1) {
      throw new IllegalArgumentException(
          "group must have exactly one pair of parentheses around the part of the file name that it"
              + " takes, as '^([^_]+)_' has; '%s' has %d (use (?:...) for those that only join)"
                  .formatted(expression, pattern.groupCount()));
    }
    return pattern;
  }

  private static void checkRepetition(String expression) {
    long product = 1;
    for (Matcher counts = REPETITION.matcher(expression); counts.find(); ) {
      String most = counts.group(2);
      product *=
          Math.max(1, Long.parseLong(most == null || most.isEmpty() ? counts.group(1) : most));
      if (product > MAX_REPETITION) {
        throw new IllegalArgumentException(
            "group repeats too often: the counts in braces of '%s' multiply to more than %d"
                .formatted(expression, MAX_REPETITION));
      }
    }
  }

  /**
   * Checks that the rule finds a group for each image.
   *
   * @param folder the dataset's folder
   * @param images the dataset's images
   * @throws UserException if it does not, with examples
   */
  void check(Path folder, List<ImageFile> images) {
    if (pattern.isEmpty()) {
      return;
    }
    List<String> without =
        images.stream().filter(image -> of(image).isEmpty()).map(ImageFile::id).toList();
    if (!without.isEmpty()) {
      throw new UserException(
          "image-folder: 'group' finds nothing in %d of the %s of '%s': %s"
              .formatted(
                  without.size(),
                  Words.count(images.size(), "file name", "file names"),
                  folder,
                  Words.list(without, ", ")),
          ("change the expression '%s' so that it fits each file name, or rename these files or"
                  + " leave them out by 'exclude'")
              .formatted(pattern.get().pattern()));
    }
  }

  /** Returns the group of an image; empty if there is no rule, or if it finds nothing. */
  Optional<String> of(ImageFile image) {
    if (pattern.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = pattern.get().matcher(image.fileName());
    return matcher.find()
        ? Optional.ofNullable(matcher.group(1)).filter(group -> !group.isEmpty())
        : Optional.empty();
  }
}
