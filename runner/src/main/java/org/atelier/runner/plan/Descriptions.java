package org.atelier.runner.plan;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.atelier.api.Component;
import org.atelier.api.Kind;
import org.atelier.api.UserException;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.plugin.InstalledComponent;

/** Describes component types to people, from nothing but their settings records. */
public final class Descriptions {
  private static final String REMEDY =
      "see what is installed with 'atelier plugins', or put the jar that has it into the plugins"
          + " folder";

  private Descriptions() {}

  /**
   * Describes a type: what it does, its settings with type, default, bounds and meaning, and an
   * example. Where two kinds have a type of that name, it describes both.
   *
   * @throws UserException if no installed plugin has the type
   */
  public static String describe(Catalog catalog, String type) {
    List<InstalledComponent> found =
        catalog.components().stream()
            .filter(installed -> installed.component().type().equals(type))
            .toList();
    if (found.isEmpty()) {
      throw new UserException(new TypeFinder(catalog).unknown(type), REMEDY);
    }
    return found.stream()
        .map(installed -> describe(catalog, installed))
        .collect(Collectors.joining("\n"));
  }

  private static String describe(Catalog catalog, InstalledComponent installed) {
    Component<?> component = installed.component();
    if (SettingsShape.ifSound(component.settings()).isEmpty()) {
      throw new UserException(
          "the plugin %s describes the settings of '%s' wrongly"
              .formatted(installed.plugin().name(), component.type()),
          "tell its author, or take the jar out of the plugins folder");
    }
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: a %s of the plugin %s%n%n  %s%n"
            .formatted(
                component.type(), component.kind().word(), plugin(installed), component.summary()));
    component
        .output()
        .ifPresent(output -> text.append("  Puts out %s.%n".formatted(output.getSimpleName())));
    text.append("%nSettings%n".formatted());
    List<SettingRow> rows = SettingRow.of(SettingsShape.of(component.settings()));
    List<SettingRow> shared = component.kind() == Kind.STAGE ? StageSettings.rows() : List.of();
    if (rows.isEmpty()) {
      text.append("  none%n".formatted());
    }
    int width =
        Stream.concat(rows.stream(), shared.stream())
            .mapToInt(row -> row.key().length())
            .max()
            .orElse(0);
    rows.forEach(row -> text.append(setting(row, width)));
    if (!shared.isEmpty()) {
      text.append("%nAs every stage%n".formatted());
      shared.forEach(row -> text.append(setting(row, width)));
    }
    text.append("%nExample%n".formatted());
    text.append(Examples.of(catalog, component).indent(2));
    return text.toString();
  }

  private static String plugin(InstalledComponent installed) {
    return (installed.plugin().name() + " " + installed.plugin().version()).strip();
  }

  private static String setting(SettingRow row, int width) {
    String bounds = row.bounds().isEmpty() ? "" : ", " + row.bounds();
    String necessity =
        row.necessity()
            .defaultValue()
            .map("default "::concat)
            .orElse(row.necessity().required() ? "required" : "optional");
    return "  %-${width}s  %s%s; %s%n  %-${width}s  %s%n"
        .replace("${width}", Integer.toString(Math.max(1, width)))
        .formatted(row.key(), row.takes(), bounds, necessity, "", row.meaning());
  }
}
