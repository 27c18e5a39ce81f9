package org.atelier.runner.execution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts into words how what a stage depends on differs from what it depended on. */
final class Differences {
  /** Of more differences, the others are only counted. */
  private static final int MOST = 4;

  private static final int LONGEST = 60;

  private final Map<Place, String> before;
  private final Map<Place, String> after;

  /** Which fact it is, whatever its value. */
  private record Place(Fact.Kind kind, String name) {}

  private Differences(List<Fact> before, List<Fact> after) {
    this.before = byPlace(before);
    this.after = byPlace(after);
  }

  /** Returns the differences, such as {@code setting epochs changed from 10 to 20}. */
  static List<String> between(List<Fact> before, List<Fact> after) {
    return new Differences(before, after).all();
  }

  /** Returns the differences in one line. */
  static String text(List<Fact> before, List<Fact> after) {
    List<String> all = between(before, after);
    String shown = all.stream().limit(MOST).collect(Collectors.joining("; "));
    return all.size() > MOST ? "%s; and %d more".formatted(shown, all.size() - MOST) : shown;
  }

  private static Map<Place, String> byPlace(List<Fact> facts) {
    Map<Place, String> byPlace = new LinkedHashMap<>();
    facts.forEach(fact -> byPlace.put(new Place(fact.kind(), fact.name()), fact.value()));
    return byPlace;
  }

  private List<String> all() {
    Set<String> all = new LinkedHashSet<>();
    after.forEach(
        (place, value) -> {
          String old = before.get(place);
          if (old == null) {
            added(place, value).ifPresent(all::add);
          } else if (!old.equals(value)) {
            all.add(changed(place, old, value));
          }
        });
    before.forEach(
        (place, old) -> {
          if (!after.containsKey(place)) {
            removed(place, old).ifPresent(all::add);
          }
        });
    return new ArrayList<>(all);
  }

  private static String changed(Place place, String old, String value) {
    return switch (place.kind()) {
      case PROGRAM -> replaced(place.name(), old, value);
      case PLUGIN -> replaced("plugin " + place.name(), old, value);
      case ENGINE -> "the engine changed from %s to %s".formatted(old, value);
      case SEED -> "the seed changed from %s to %s".formatted(old, value);
      case TYPE -> "%s changed from type %s to %s".formatted(place.name(), old, value);
      case SETTING ->
          "setting %s changed from %s to %s".formatted(place.name(), shown(old), shown(value));
      case DATA -> "the images of %s changed".formatted(place.name());
      case FILE -> "what is in the file or folder of %s changed".formatted(place.name());
      case STAGE -> "the result of stage %s changed".formatted(stage(value));
    };
  }

  /** What is new with a component that is new needs no mention beside the reference to it. */
  private Optional<String> added(Place place, String value) {
    return switch (place.kind()) {
      case SETTING ->
          isPartOfOther(place.name(), before)
              ? Optional.empty()
              : Optional.of("setting %s is now %s".formatted(place.name(), shown(value)));
      case PLUGIN -> Optional.of("plugin %s is new".formatted(versioned(place.name(), value)));
      case STAGE -> Optional.of("the result of stage %s is taken in too".formatted(stage(value)));
      case PROGRAM, ENGINE, SEED, TYPE, DATA, FILE -> Optional.empty();
    };
  }

  private Optional<String> removed(Place place, String old) {
    return switch (place.kind()) {
      case SETTING ->
          isPartOfOther(place.name(), after)
              ? Optional.empty()
              : Optional.of(
                  "setting %s is no longer given, it was %s".formatted(place.name(), shown(old)));
      case PLUGIN -> Optional.of("plugin %s is gone".formatted(versioned(place.name(), old)));
      case STAGE ->
          Optional.of("the result of stage %s is no longer taken in".formatted(stage(old)));
      case PROGRAM, ENGINE, SEED, TYPE, DATA, FILE -> Optional.empty();
    };
  }

  /** Tells whether a setting is of a component that the other side does not have. */
  private static boolean isPartOfOther(String name, Map<Place, String> side) {
    boolean ofComponent =
        name.startsWith("models.") || name.startsWith("losses.") || name.startsWith("datasets.");
    return ofComponent
        && side.keySet().stream()
            .filter(place -> place.kind() == Fact.Kind.TYPE)
            .noneMatch(place -> name.startsWith(place.name() + "."));
  }

  private static String replaced(String what, String old, String value) {
    String oldVersion = version(old);
    String version = version(value);
    return version.equals(oldVersion)
        ? "%s was built anew".formatted(versioned(what, value))
        : "%s %s replaces %s".formatted(what, version, oldVersion);
  }

  private static String versioned(String what, String value) {
    return version(value).isEmpty() ? what : what + " " + version(value);
  }

  /** Returns what stands before the digest. */
  private static String version(String value) {
    return value.substring(0, Math.max(0, value.lastIndexOf(' ')));
  }

  private static String stage(String value) {
    return version(value).replaceFirst("^stages\\.", "");
  }

  private static String shown(String value) {
    String line = value.replaceAll("\\p{Cntrl}", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
