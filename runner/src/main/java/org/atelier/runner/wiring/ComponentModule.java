package org.atelier.runner.wiring;

import com.google.inject.ConfigurationException;
import com.google.inject.Key;
import com.google.inject.PrivateModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.spi.Dependency;
import com.google.inject.spi.InjectionPoint;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.atelier.api.service.Batches;
import org.atelier.api.service.Compute;
import org.atelier.api.service.FileTrust;
import org.atelier.api.service.Networks;
import org.atelier.api.service.Outputs;
import org.atelier.api.service.Progress;
import org.atelier.api.service.RandomStreams;
import org.atelier.api.service.Training;
import org.atelier.api.service.Warnings;
import org.atelier.runner.output.ArtifactFiles;
import org.atelier.runner.plugin.InstalledComponent;
import org.atelier.runner.training.BatchReader;
import org.atelier.runner.training.FitLoop;
import org.atelier.runner.training.NetworkMaker;

/**
 * Binds one component, its settings record and the host services that are its own. Nothing but the
 * component is seen from outside, so that two components of one type stay apart.
 */
final class ComponentModule extends PrivateModule {
  private static final Set<Class<?>> SERVICES =
      Set.of(
          Batches.class,
          Compute.class,
          FileTrust.class,
          Networks.class,
          Outputs.class,
          Progress.class,
          RandomStreams.class,
          Training.class,
          Warnings.class);

  private final Key<Object> key;
  private final InstalledComponent installed;
  private final Record settings;
  private final HostServices services;

  ComponentModule(
      Key<Object> key, InstalledComponent installed, Record settings, HostServices services) {
    this.key = key;
    this.installed = installed;
    this.settings = settings;
    this.services = services;
  }

  /**
   * Tells what the component's constructor asks for that it cannot be given.
   *
   * @throws ComponentFaultException if there is anything
   */
  static void check(String path, InstalledComponent installed) {
    Class<?> implementation = installed.component().implementation();
    try {
      List<String> unknown =
          InjectionPoint.forConstructorOf(implementation).getDependencies().stream()
              .map(Dependency::getKey)
              .filter(key -> !given(key, installed.component().settings()))
              .map(key -> key.getTypeLiteral().toString())
              .toList();
      if (!unknown.isEmpty()) {
        throw new ComponentFaultException(
            path,
            installed,
            "has a constructor that asks for %s; it may ask for its settings %s and for %s"
                .formatted(
                    String.join(", ", unknown),
                    installed.component().settings().getSimpleName(),
                    String.join(
                        ", ", SERVICES.stream().map(Class::getSimpleName).sorted().toList())),
            null);
      }
    } catch (ConfigurationException e) {
      throw new ComponentFaultException(
          path,
          installed,
          "cannot be made: " + e.getErrorMessages().iterator().next().getMessage(),
          e);
    }
  }

  private static boolean given(Key<?> key, Class<?> settings) {
    return key.getAnnotationType() == null
        && Stream.concat(SERVICES.stream(), Stream.of(settings))
            .anyMatch(type -> key.getTypeLiteral().getType() == type);
  }

  @Override
  protected void configure() {
    bindSettings(installed.component().settings());
    bind(Compute.class).toInstance(services.compute());
    bind(FileTrust.class).toInstance(services.files());
    bind(Outputs.class).toInstance(ArtifactFiles::read);
    bind(Progress.class).toInstance(services.progress());
    bind(Warnings.class).toInstance(services.warnings());
    bind(RandomStreams.class).toInstance(services.randomStreams());
    Class<?> implementation = installed.component().implementation();
    bind(implementation).in(Singleton.class);
    bind(key).to(implementation);
    expose(key);
  }

  private <S extends Record> void bindSettings(Class<S> type) {
    bind(type).toInstance(type.cast(settings));
  }

  @Provides
  @Singleton
  Batches batches(Compute compute) {
    return new BatchReader(compute);
  }

  @Provides
  @Singleton
  Networks networks(Compute compute, RandomStreams streams) {
    return new NetworkMaker(compute, streams, services.models());
  }

  @Provides
  @Singleton
  Training training(Compute compute, RandomStreams streams, Batches batches, Progress progress) {
    return new FitLoop(compute, streams, batches, progress);
  }
}
