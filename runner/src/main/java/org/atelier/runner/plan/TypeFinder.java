package org.atelier.runner.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    Optional<PluginReport> refused = refused(kind, type);
    if (refused.isPresent()) {
      PluginReport plugin = refused.get();
      PluginReport.Refusal refusal = plugin.refusal().orElseThrow();
      return "%s; the plugin %s has it, but was refused: %s. %s"
          .formatted(message, file(plugin), sentence(refusal.cause()), refusal.remedy());
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
    return Stream.of(Kind.values())
        .filter(kind -> refused(kind, type).isPresent())
        .findFirst()
        .map(kind -> unknown(kind, type))
        .orElseGet(
            () -> "unknown type '%s'%s".formatted(type, Suggestions.didYouMean(type, types)));
  }

  private Optional<PluginReport> refused(Kind kind, String type) {
    return catalog.plugins().stream()
        .filter(plugin -> plugin.refusal().isPresent())
        .filter(plugin -> plugin.offers().contains(kind.word() + " " + type))
        .findFirst();
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

  private static String sentence(String cause) {
    return cause.endsWith(".") ? cause.substring(0, cause.length() - 1) : cause;
  }
}
