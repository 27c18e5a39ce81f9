package org.atelier.runner.plan;

import java.util.Comparator;
import java.util.List;
import org.atelier.api.Component;
import org.atelier.api.Kind;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.plugin.InstalledComponent;

/** Writes the reference of all settings, as Markdown. */
public final class ReferencePage {
  private static final String HEAD =
      """
      # Pipeline reference

      Every key that a pipeline file can hold. This page is generated from the settings records of the plugins;
      `atelier describe TYPE` prints the same for any installed type.

      """;

  private ReferencePage() {}

  /** Returns the page for all installed components. */
  public static String write(Catalog catalog) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("## The pipeline as a whole\n\n");
    table(SettingRow.of(SettingsShape.of(PipelineSettings.class)), page);
    for (Kind kind : Kind.values()) {
      page.append("## `%s`\n\n".formatted(kind.section()));
      if (kind == Kind.STAGE) {
        page.append("Every stage takes, beside the settings of its type:\n\n");
        table(StageSettings.rows(), page);
      }
      catalog.components().stream()
          .<Component<?>>map(InstalledComponent::component)
          .filter(component -> component.kind() == kind)
          .sorted(Comparator.comparing(component -> component.type()))
          .forEach(component -> component(catalog, component, page));
    }
    return page.toString().stripTrailing() + "\n";
  }

  private static void component(Catalog catalog, Component<?> component, StringBuilder page) {
    page.append("### `%s`\n\n%s".formatted(component.type(), component.summary()));
    component
        .output()
        .ifPresent(output -> page.append(" Puts out `%s`.".formatted(output.getSimpleName())));
    page.append("\n\n");
    table(SettingRow.of(SettingsShape.of(component.settings())), page);
    page.append("```yaml\n%s```\n\n".formatted(Examples.of(catalog, component)));
  }

  private static void table(List<SettingRow> rows, StringBuilder page) {
    if (rows.isEmpty()) {
      page.append("It takes no settings.\n\n");
      return;
    }
    page.append("| setting | takes | default | bounds | meaning |\n|---|---|---|---|---|\n");
    for (SettingRow row : rows) {
      String defaultValue =
          row.necessity()
              .defaultValue()
              .map("`%s`"::formatted)
              .orElse(row.necessity().required() ? "required" : "none");
      page.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  row.key(),
                  cell(row.takes()),
                  cell(defaultValue),
                  cell(row.bounds()),
                  cell(row.meaning())));
    }
    page.append("\n");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
