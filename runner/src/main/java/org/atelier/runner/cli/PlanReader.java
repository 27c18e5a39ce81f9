package org.atelier.runner.cli;

import java.util.ArrayList;
import java.util.List;
import org.atelier.api.UserException;
import org.atelier.runner.definition.DefinitionReader;
import org.atelier.runner.definition.ProblemsException;
import org.atelier.runner.definition.SettingOverride;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.Planner;
import org.atelier.runner.plugin.Catalog;

/** Reads and checks the pipeline that a command line names. */
final class PlanReader {
  private PlanReader() {}

  static Plan read(PipelineOptions options, Session session, Catalog catalog)
      throws ProblemsException {
    return Planner.plan(
        DefinitionReader.read(options.file(), overrides(options), session.environment()), catalog);
  }

  private static List<SettingOverride> overrides(PipelineOptions options) {
    List<SettingOverride> overrides = new ArrayList<>();
    // What --set says of one stage counts more than what --epochs says of all.
    if (options.epochs() != null) {
      overrides.add(SettingOverride.epochs(options.epochs()));
    }
    for (String setting : options.settings()) {
      overrides.add(parse(setting));
    }
    if (options.engine() != null) {
      overrides.add(new SettingOverride("--engine", List.of("engine"), options.engine()));
    }
    if (options.device() != null) {
      overrides.add(new SettingOverride("--device", List.of("device"), options.device()));
    }
    return overrides;
  }

  private static SettingOverride parse(String setting) {
    try {
      return SettingOverride.parse(setting);
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "--set: " + e.getMessage(),
          "write --set PATH=VALUE; 'atelier run --help' has examples",
          e);
    }
  }
}
