package org.atelier.runner.wiring;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.util.function.Function;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Kind;
import org.atelier.api.Model;
import org.atelier.api.UserException;
import org.atelier.api.service.Compute;
import org.atelier.api.service.FileTrust;
import org.atelier.api.service.Progress;
import org.atelier.api.service.RandomStreams;
import org.atelier.api.service.Warnings;
import org.atelier.runner.plan.SpecBinder;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.plugin.InstalledComponent;

/** Makes models from the type and the settings that are kept with a saved network. */
final class SpecModels implements Function<ComponentSpec, Model> {
  private final Catalog catalog;
  private final Compute compute;
  private final Progress progress;
  private final FileTrust files;
  private final Warnings warnings;
  private final RandomStreams streams;

  SpecModels(
      Catalog catalog,
      Compute compute,
      Progress progress,
      FileTrust files,
      Warnings warnings,
      RandomStreams streams) {
    this.catalog = catalog;
    this.compute = compute;
    this.progress = progress;
    this.files = files;
    this.warnings = warnings;
    this.streams = streams;
  }

  @Override
  public Model apply(ComponentSpec spec) {
    InstalledComponent installed =
        catalog
            .find(Kind.MODEL, spec.type())
            .orElseThrow(
                () ->
                    new UserException(
                        "the saved network is a '%s', and no installed plugin offers that model"
                            .formatted(spec.type()),
                        "install the plugin that it was trained with; 'atelier plugins' lists"
                            + " what is installed"));
    String path = "saved " + spec.type();
    ComponentModule.check(path, installed);
    HostServices services = new HostServices(compute, progress, files, warnings, streams, this);
    Injector injector =
        Guice.createInjector(
            new PipelineInjector.StrictModule(),
            new ComponentModule(
                PipelineInjector.key(path), installed, settings(spec, installed), services));
    return (Model) PipelineInjector.make(injector, path, installed);
  }

  private Record settings(ComponentSpec spec, InstalledComponent installed) {
    try {
      return SpecBinder.bind(installed.component().settings(), spec.settings(), this);
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "the saved network's settings do not fit the model '%s' of %s %s: %s"
              .formatted(
                  spec.type(),
                  installed.plugin().name(),
                  installed.plugin().version(),
                  e.getMessage()),
          "install the version of the plugin that it was trained with, or train again",
          e);
    }
  }
}
