package org.atelier.runner.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.atelier.api.Kind;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.plugin.PluginReport;

/** Says what to write where a type is unknown or missing. */
final class TypeFinder {
  private final Catalog catalog;

  TypeFinder(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Returns the installed types of a kind. */
  List<String> types(Kind kind) {
    return catalog.components().stream()
        .filter(installed -> installed.component().kind() == kind)
        .map(installed -> installed.component().type())
        .toList();
  }

  /** Returns the types of a kind in words: {@code loss types: nll, focal}. */
  String listed(Kind kind) {
    List<String> types = types(kind);
    return "%s types: %s"
        .formatted(kind.word(), types.isEmpty() ? "none" : String.join(", ", types));
  }

  /** Says that a type is unknown, and what may have been meant. */
  String unknown(Kind kind, String type) {
    String message = "unknown %s type '%s'".formatted(kind.word(), type);
    Optional<String> refused = refused(type, List.of(kind));
    if (refused.isPresent()) {
      return message + refused.get();
    }
    Optional<Kind> other = otherKind(kind, type);
    if (other.isPresent()) {
      return "%s; '%s' is a %s type: put it under '%s' (%s)"
          .formatted(message, type, other.get().word(), other.get().section(), listed(kind));
    }
    return "%s%s (%s)".formatted(message, Suggestions.didYouMean(type, types(kind)), listed(kind));
  }

  /** Says that no kind has a type, and what may have been meant. */
  String unknown(String type) {
    List<String> types =
        catalog.components().stream().map(installed -> installed.component().type()).toList();
    return "unknown type '%s'".formatted(type)
        + refused(type, List.of(Kind.values()))
            .orElseGet(() -> Suggestions.didYouMean(type, types));
  }

  /** Says which refused jar would have offered a type, and why it was refused. */
  private Optional<String> refused(String type, List<Kind> kinds) {
    return catalog.plugins().stream()
        .filter(plugin -> plugin.refusal().isPresent())
        .filter(plugin -> kinds.stream().anyMatch(kind -> offers(plugin, kind, type)))
        .findFirst()
        .map(TypeFinder::refusal);
  }

  private static String refusal(PluginReport plugin) {
    PluginReport.Refusal refusal = plugin.refusal().orElseThrow();
    return "; the plugin %s would offer it, but was refused: %s; to do: %s"
        .formatted(file(plugin), refusal.cause(), refusal.remedy());
  }

  /** Of some refused jars only the names of their types can be told, not the kinds. */
  private static boolean offers(PluginReport plugin, Kind kind, String type) {
    return plugin.offers().contains(kind.word() + " " + type) || plugin.offers().contains(type);
  }

  private Optional<Kind> otherKind(Kind kind, String type) {
    return List.of(Kind.values()).stream()
        .filter(other -> other != kind && catalog.find(other, type).isPresent())
        .findFirst();
  }

  /** Returns the stage types that put out an artifact, in words. */
  String makers(Class<?> artifact) {
    String types =
        catalog.components().stream()
            .map(installed -> installed.component())
            .filter(component -> component.output().filter(artifact::isAssignableFrom).isPresent())
            .map(component -> component.type())
            .collect(Collectors.joining(", "));
    return types.isEmpty() ? "no installed stage puts it out" : "from: " + types;
  }

  private static String file(PluginReport plugin) {
    return plugin.jar().map(jar -> jar.getFileName().toString()).orElse(plugin.name());
  }
}
