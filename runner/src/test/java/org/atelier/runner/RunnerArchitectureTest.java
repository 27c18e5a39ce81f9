package org.atelier.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** The runner's rooms follow the data, and each outside library has one room that knows it. */
@AnalyzeClasses(
    packages = "org.atelier.runner",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RunnerArchitectureTest {
  @ArchTest
  static final ArchRule ROOMS_KNOW_ONLY_THOSE_BEFORE_THEM =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("definition")
          .definedBy("..runner.definition..")
          .layer("plugin")
          .definedBy("..runner.plugin..")
          .layer("plan")
          .definedBy("..runner.plan..")
          .layer("engine")
          .definedBy("..runner.engine..")
          .layer("output")
          .definedBy("..runner.output..")
          .layer("training")
          .definedBy("..runner.training..")
          .layer("wiring")
          .definedBy("..runner.wiring..")
          .layer("execution")
          .definedBy("..runner.execution..")
          .layer("report")
          .definedBy("..runner.report..")
          .layer("cli")
          .definedBy("..runner.cli..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("execution")
          .mayOnlyBeAccessedByLayers("report", "cli")
          .whereLayer("wiring")
          .mayOnlyBeAccessedByLayers("execution", "report", "cli")
          .whereLayer("training")
          .mayOnlyBeAccessedByLayers("wiring", "execution", "report", "cli")
          .whereLayer("output")
          .mayOnlyBeAccessedByLayers("training", "wiring", "execution", "report", "cli")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("training", "wiring", "execution", "report", "cli")
          .whereLayer("plan")
          .mayOnlyBeAccessedByLayers(
              "engine", "output", "training", "wiring", "execution", "report", "cli")
          .whereLayer("plugin")
          .mayOnlyBeAccessedByLayers(
              "plan", "engine", "output", "training", "wiring", "execution", "report", "cli");

  @ArchTest
  static final ArchRule NO_CIRCLES =
      SlicesRuleDefinition.slices().matching("org.atelier.runner.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_DEFINITION_KNOWS_SNAKEYAML = only("definition", "org.yaml..");

  @ArchTest
  static final ArchRule ONLY_PLUGIN_KNOWS_OSGI =
      only("plugin", "org.osgi.framework..", "org.osgi.util..", "org.apache.felix..");

  @ArchTest static final ArchRule ONLY_WIRING_KNOWS_GUICE = only("wiring", "com.google.inject..");

  @ArchTest
  static final ArchRule ONLY_CLI_KNOWS_PICOCLI_AND_THE_PROGRESS_BAR =
      only("cli", "picocli..", "me.tongfei..");

  @ArchTest static final ArchRule ONLY_OUTPUT_DRAWS_CHARTS = only("output", "org.knowm..");

  @ArchTest
  static final ArchRule ONLY_CLI_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackage("..runner.cli..")
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  private static ArchRule only(String room, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackage("..runner." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries);
  }
}
