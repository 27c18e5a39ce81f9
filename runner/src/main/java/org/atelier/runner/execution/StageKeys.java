package org.atelier.runner.execution;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.atelier.api.Kind;
import org.atelier.api.Plugin;
import org.atelier.runner.engine.EngineIdentity;
import org.atelier.runner.plan.Plan;
import org.atelier.runner.plan.PlannedComponent;
import org.atelier.runner.plugin.ApiVersion;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.plugin.PluginReport;

/** Makes the keys of a plan's stages. */
final class StageKeys {
  private final Plan plan;
  private final Catalog catalog;
  private final Fingerprints fingerprints;
  private final List<Fact> surroundings;
  private final Map<String, StageKey> keys = new LinkedHashMap<>();

  /** Tells what datasets hold. */
  @FunctionalInterface
  interface Fingerprints {
    /** Returns the fingerprint of a dataset. */
    String of(PlannedComponent dataset);
  }

  private StageKeys(Plan plan, Catalog catalog, EngineIdentity engine, Fingerprints fingerprints)
      throws IOException {
    this.plan = plan;
    this.catalog = catalog;
    this.fingerprints = fingerprints;
    this.surroundings =
        List.of(
            program("Atelier", AtelierVersion.current(), StageKeys.class),
            program("the API", ApiVersion.current(), Plugin.class),
            new Fact(Fact.Kind.ENGINE, "", engine.text()));
  }

  /**
   * Makes the keys.
   *
   * @param plan the stages
   * @param catalog the installed plugins
   * @param engine the engine
   * @param fingerprints tells what the plan's datasets hold
   * @return the keys by the stages' paths
   * @throws IOException if a file that a setting names cannot be read
   */
  static Map<String, StageKey> of(
      Plan plan, Catalog catalog, EngineIdentity engine, Fingerprints fingerprints)
      throws IOException {
    StageKeys keys = new StageKeys(plan, catalog, engine, fingerprints);
    for (PlannedComponent stage : plan.stages()) {
      keys.keys.put(stage.path(), StageKey.of(keys.facts(stage)));
    }
    return keys.keys;
  }

  private List<Fact> facts(PlannedComponent stage) throws IOException {
    List<Fact> facts = new ArrayList<>(surroundings);
    Map<String, PlannedComponent> parts = new LinkedHashMap<>();
    collect(stage, parts);
    Set<PluginReport> plugins = new LinkedHashSet<>();
    for (PlannedComponent part : parts.values()) {
      add(stage, part, facts);
      if (parts.keySet().stream().noneMatch(other -> part.path().startsWith(other + "."))) {
        // Those of an inline component stand among those of what it is written in.
        addSettings(place(stage, part), part.spec().settings(), facts);
      }
      plugins.add(part.installed().plugin());
      if (dependsOnFiles(part)) {
        addFiles(stage, part, facts);
        // A file may name types of any plugin, as the folder of a trained model does.
        catalog.plugins().stream()
            .filter(plugin -> plugin.refusal().isEmpty())
            .forEach(plugins::add);
      }
    }
    plugins.forEach(plugin -> facts.add(fact(plugin)));
    return facts.stream()
        .sorted(Comparator.comparing(Fact::kind).thenComparing(Fact::name))
        .toList();
  }

  /** Collects what a stage uses, itself first, but not the stages before it. */
  private void collect(PlannedComponent component, Map<String, PlannedComponent> parts) {
    if (parts.putIfAbsent(component.path(), component) == null) {
      for (String target : component.references().values()) {
        if (plan.components().containsKey(target)) {
          collect(plan.components().get(target), parts);
        }
      }
    }
  }

  private void add(PlannedComponent stage, PlannedComponent part, List<Fact> facts) {
    String place = place(stage, part);
    facts.add(new Fact(Fact.Kind.TYPE, part.path(), part.spec().type()));
    facts.add(new Fact(Fact.Kind.SEED, place, Long.toString(seed(part))));
    part.references()
        .forEach(
            (setting, target) -> {
              if (keys.containsKey(target)) {
                facts.add(
                    new Fact(
                        Fact.Kind.STAGE,
                        named(place, setting),
                        "%s %s".formatted(target, keys.get(target).hex())));
              }
            });
    if (part.installed().component().kind() == Kind.DATASET) {
      facts.add(new Fact(Fact.Kind.DATA, part.path(), fingerprints.of(part)));
    }
  }

  private static String place(PlannedComponent stage, PlannedComponent part) {
    return part.equals(stage) ? "" : part.path();
  }

  private long seed(PlannedComponent part) {
    return part.randomness().seed().orElse(plan.seed());
  }

  private static void addSettings(String place, Object value, List<Fact> facts) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach((key, inner) -> addSettings(named(place, String.valueOf(key)), inner, facts));
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      for (int i = 0; i < list.size(); i++) {
        addSettings("%s[%d]".formatted(place, i), list.get(i), facts);
      }
    } else {
      facts.add(new Fact(Fact.Kind.SETTING, place, String.valueOf(value)));
    }
  }

  /** What lies in the files of a dataset is in its fingerprint. */
  private static boolean dependsOnFiles(PlannedComponent part) {
    return part.installed().component().kind() != Kind.DATASET && !part.files().isEmpty();
  }

  private static void addFiles(PlannedComponent stage, PlannedComponent part, List<Fact> facts)
      throws IOException {
    String place = place(stage, part);
    for (Map.Entry<String, Path> file : part.files().entrySet()) {
      facts.add(
          new Fact(Fact.Kind.FILE, named(place, file.getKey()), Digests.tree(file.getValue())));
    }
  }

  private static Fact fact(PluginReport plugin) {
    return new Fact(
        Fact.Kind.PLUGIN, plugin.name(), "%s %s".formatted(plugin.version(), plugin.sha256()));
  }

  private static Fact program(String name, String version, Class<?> witness) throws IOException {
    return new Fact(Fact.Kind.PROGRAM, name, "%s %s".formatted(version, digest(witness)));
  }

  /** Returns the digest of the jar that a class comes from; empty for a folder of classes. */
  private static String digest(Class<?> witness) throws IOException {
    CodeSource source = witness.getProtectionDomain().getCodeSource();
    try {
      Path jar = Path.of(source.getLocation().toURI());
      return Files.isRegularFile(jar) ? Digests.hex(jar) : "";
    } catch (URISyntaxException e) {
      throw new IOException("the program's own jar has no place: " + source.getLocation(), e);
    }
  }

  private static String named(String place, String name) {
    return place.isEmpty() ? name : place + "." + name;
  }
}
