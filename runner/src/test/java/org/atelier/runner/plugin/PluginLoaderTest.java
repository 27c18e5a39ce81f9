package org.atelier.runner.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.atelier.api.Kind;
import org.atelier.api.Model;
import org.atelier.api.NoSettings;
import org.atelier.api.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PluginLoaderTest {
  @TempDir Path work;
  private Path plugins;

  @BeforeEach
  void makeFolder() throws IOException {
    plugins = Files.createDirectory(work.resolve("plugins"));
  }

  private JarBuilder jar() {
    return new JarBuilder(work);
  }

  private JarBuilder goodJar() {
    return jar().bundle("com.example.good", "1.2.0").modelPlugin("com.example.good", "good-model");
  }

  /**
   * Loads the folder with a good plugin beside the bad one, and says why the bad one is refused.
   */
  private AbstractStringAssert<?> assertRefused(String name, List<String> offers)
      throws IOException {
    goodJar().write(plugins.resolve("good.jar"));
    try (Catalog catalog = PluginLoader.load(List.of(plugins))) {
      assertThat(catalog.find(Kind.MODEL, "good-model")).isPresent();
      PluginReport bad =
          catalog.plugins().stream()
              .filter(report -> report.refusal().isPresent())
              .findFirst()
              .orElseThrow();
      assertThat(bad.name()).isEqualTo(name);
      assertThat(bad.offers()).isEqualTo(offers);
      PluginReport.Refusal refusal = bad.refusal().orElseThrow();
      return assertThat(refusal.cause() + "\n" + refusal.remedy());
    }
  }

  @Test
  void loadsAPluginAndMakesItsComponent() throws Exception {
    Path file = goodJar().write(plugins.resolve("good.jar"));
    Files.writeString(plugins.resolve("README.txt"), "not a jar");
    Files.writeString(plugins.resolve(".hidden.jar"), "not looked at");
    try (Catalog catalog = PluginLoader.load(List.of(plugins))) {
      assertThat(catalog.plugins()).hasSize(1);
      PluginReport report = catalog.plugins().get(0);
      assertThat(report.name()).isEqualTo("com.example.good");
      assertThat(report.version()).isEqualTo("1.2.0");
      assertThat(report.jar()).contains(file);
      assertThat(report.sha256()).isEqualTo(PluginJar.digest(file)).matches("[0-9a-f]{64}");
      assertThat(report.refusal()).isEmpty();
      assertThat(report.offers()).containsExactly("model good-model");
      assertThat(report.refusal()).isEmpty();

      InstalledComponent installed = catalog.find(Kind.MODEL, "good-model").orElseThrow();
      Constructor<?> constructor =
          installed.component().implementation().getConstructor(NoSettings.class);
      assertThat(constructor.newInstance(new NoSettings())).isInstanceOf(Model.class);
      assertThat(catalog.classLoader().loadClass("com.example.good.TheModel"))
          .isSameAs(installed.component().implementation());
      assertThat(catalog.classLoader().loadClass(Model.class.getName())).isSameAs(Model.class);
    }
  }

  @Test
  void wrapsAPlainJarThatHasAServicesFileOnly() throws IOException {
    jar().modelPlugin("com.example.plain", "plain-model").write(plugins.resolve("plain.jar"));
    try (Catalog catalog = PluginLoader.load(List.of(plugins))) {
      assertThat(catalog.plugins().get(0).refusal()).isEmpty();
      assertThat(catalog.plugins().get(0).name()).isEqualTo("plain.jar");
      assertThat(catalog.find(Kind.MODEL, "plain-model")).isPresent();
    }
  }

  @Test
  void findsPluginsOnAClassPath() {
    try (Catalog catalog = PluginLoader.fromClassPath(getClass().getClassLoader())) {
      assertThat(catalog.plugins()).isEmpty();
    }
  }

  @Test
  void refusesATruncatedJarAndTellsWhatItWouldOffer() throws IOException {
    byte[] whole =
        Files.readAllBytes(
            jar()
                .bundle("com.example.cut", "1.0.0")
                .modelPlugin("com.example.cut", "cut-model")
                .entry("zzz.bin", new byte[0])
                .write(work.resolve("whole.jar")));
    Files.write(plugins.resolve("cut.jar"), Arrays.copyOf(whole, whole.length - 100));
    assertRefused("cut.jar", List.of("model cut-model"))
        .isEqualTo(
            """
            is damaged or incomplete (zip END header not found)
            copy the jar again or build it again""");
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    Files.createFile(plugins.resolve("empty.jar"));
    assertRefused("empty.jar", List.of())
        .isEqualTo(
            """
            is damaged or incomplete (zip file is empty)
            copy the jar again or build it again""");
  }

  @Test
  void refusesAJarThatIsNoPlugin() throws IOException {
    jar().entry("readme.txt", "a library").write(plugins.resolve("library.jar"));
    assertRefused("library.jar", List.of())
        .isEqualTo(
            """
            is not a plugin: it has no META-INF/services/org.atelier.api.Plugin
            move it out of the plugin folder; a library that a plugin needs belongs into that plugin's own jar""");
  }

  @Test
  void refusesAPluginForAnotherApiVersion() throws IOException {
    jar()
        .bundle("com.example.next", "2.0.0")
        .header("Import-Package", "org.atelier.api;version=\"[2.0,3)\"")
        .modelPlugin("com.example.next", "next-model")
        .write(plugins.resolve("next.jar"));
    assertRefused("com.example.next", List.of("model next-model"))
        .isEqualTo(
            """
            needs org.atelier.api 2.0 up to 3.0, this runner has 1.0
            get the plugin in a version for org.atelier.api 1.0, or a runner with org.atelier.api 2.0 up to 3.0""");
  }

  @Test
  void refusesAPluginForANewerJava() throws IOException {
    jar()
        .bundle("com.example.java", "1.0.0")
        .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version>=99))\"")
        .modelPlugin("com.example.java", "java-model")
        .write(plugins.resolve("java.jar"));
    assertRefused("com.example.java", List.of("model java-model"))
        .isEqualTo(
            """
            needs Java 99, this is Java %d
            run atelier with Java 99, or build the plugin for Java 17"""
                .formatted(Runtime.version().feature()));
  }

  @Test
  void refusesAPluginWhoseImportIsNowhere() throws IOException {
    jar()
        .bundle("com.example.lonely", "1.0.0")
        .header(
            "Import-Package",
            "org.atelier.api;version=\"[1.0,2)\",com.example.absent,javax.imageio")
        .modelPlugin("com.example.lonely", "lonely-model")
        .write(plugins.resolve("lonely.jar"));
    assertRefused("com.example.lonely", List.of("model lonely-model"))
        .isEqualTo(
            """
            needs the package com.example.absent, which neither the jar nor this runner has
            build it with atelier-plugin-parent and the missing library as a dependency of scope compile, so that its jar carries it""");
  }

  @Test
  void refusesAThrowingConstructor() throws IOException {
    jar()
        .bundle("com.example.angry", "1.0.0")
        .services("com.example.angry.ThePlugin")
        .source(
            "com.example.angry.ThePlugin",
            JarBuilder.pluginSource(
                "com.example.angry",
                "angry-model",
                "throw new IllegalStateException(\"no licence\");"))
        .source("com.example.angry.TheModel", JarBuilder.modelSource("com.example.angry", ""))
        .write(plugins.resolve("angry.jar"));
    assertRefused("com.example.angry", List.of("model angry-model"))
        .isEqualTo(
            """
            the constructor of com.example.angry.ThePlugin failed: java.lang.IllegalStateException: no licence (ThePlugin.java:5)
            tell the plugin's author; until it is mended, move the jar out of the plugin folder""");
  }

  @Test
  void refusesAPluginThatLacksALibrary() throws IOException {
    Path library =
        jar()
            .source(
                "com.example.library.Maths",
                "package com.example.library; public class Maths { public static int two() { return 2; } }")
            .write(work.resolve("library.jar"));
    jar()
        .bundle("com.example.bare", "1.0.0")
        .against(library)
        .services("com.example.bare.ThePlugin")
        .source(
            "com.example.bare.ThePlugin",
            JarBuilder.pluginSource(
                "com.example.bare", "bare-model", "com.example.library.Maths.two();"))
        .source("com.example.bare.TheModel", JarBuilder.modelSource("com.example.bare", ""))
        .write(plugins.resolve("bare.jar"));
    assertRefused("com.example.bare", List.of("model bare-model"))
        .isEqualTo(
            """
            the class com.example.library.Maths, which the constructor of com.example.bare.ThePlugin needs, is in neither the plugin nor the runner
            build the plugin with atelier-plugin-parent and the missing library as a dependency of scope compile, so that its jar carries it""");
  }

  @Test
  void keepsTheFirstOfTwoPluginsWithOneTypeName() throws IOException {
    jar()
        .bundle("com.example.zebra", "1.0.0")
        .modelPlugin("com.example.zebra", "good-model")
        .write(plugins.resolve("a-zebra.jar"));
    assertRefused("com.example.zebra", List.of("model good-model"))
        .isEqualTo(
            """
            offers model good-model, as com.example.good 1.2.0 (good.jar) does too, which comes first
            keep one of the two jars in the plugin folder, or ask an author to rename the type""");
  }

  @Test
  void prefersThePluginThatComesWithAtelier() throws IOException {
    goodJar().write(plugins.resolve("a.jar"));
    jar()
        .bundle("org.atelier.shipped", "1.0.0")
        .modelPlugin("org.atelier.shipped", "good-model")
        .write(plugins.resolve("z.jar"));
    try (Catalog catalog = PluginLoader.load(List.of(plugins))) {
      assertThat(catalog.find(Kind.MODEL, "good-model").orElseThrow().plugin().name())
          .isEqualTo("org.atelier.shipped");
    }
  }

  @Test
  void keepsTheNewestOfTwoVersions() throws IOException {
    jar()
        .bundle("com.example.good", "1.1.9")
        .modelPlugin("com.example.good", "good-model")
        .write(plugins.resolve("a-good-old.jar"));
    assertRefused("com.example.good", List.of("model good-model"))
        .isEqualTo(
            """
            is another copy of com.example.good 1.2.0 (good.jar), which comes first
            delete one of the two jars""");
  }

  @Test
  void refusesAPluginWithItsOwnCopyOfTheApi() throws IOException {
    jar()
        .modelPlugin("com.example.fat", "fat-model")
        .source(
            "org.atelier.api.Plugin",
            "package org.atelier.api; public interface Plugin { java.util.List<Component<?>> components(); }")
        .write(plugins.resolve("fat.jar"));
    assertRefused("fat.jar", List.of("model fat-model"))
        .isEqualTo(
            """
            carries its own copy of the Atelier API, which would be strange to the runner
            build it with atelier-plugin-parent, or give that dependency the scope provided""");
  }

  @Test
  void refusesAPluginWithItsOwnCopyOfTheLogger() throws IOException {
    jar()
        .modelPlugin("com.example.chatty", "chatty-model")
        .source("org.slf4j.Logger", "package org.slf4j; public interface Logger {}")
        .write(plugins.resolve("chatty.jar"));
    assertRefused("chatty.jar", List.of("model chatty-model"))
        .isEqualTo(
            """
            carries its own copy of SLF4J, which would be strange to the runner
            build it with atelier-plugin-parent, or give that dependency the scope provided""");
  }

  @Test
  void refusesWhatIsNoFile() throws IOException {
    Files.createDirectory(plugins.resolve("folder.jar"));
    assertRefused("folder.jar", List.of())
        .isEqualTo(
            """
            is no file but a folder
            move it out of the plugin folder, or put the plugin's jar in its place""");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void waitsForNoPipe() throws Exception {
    Path pipe = plugins.resolve("pipe.jar");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertRefused("pipe.jar", List.of())
        .isEqualTo(
            """
            is no file
            move it out of the plugin folder, or put the plugin's jar in its place""");
  }

  @Test
  void refusesALinkToNothing() throws IOException {
    Path link = Files.createSymbolicLink(plugins.resolve("link.jar"), work.resolve("absent.jar"));
    assertRefused("link.jar", List.of())
        .isEqualTo(
            """
            cannot be read: java.nio.file.NoSuchFileException: %s
            make the file readable, or move it away"""
                .formatted(link));
  }

  @Test
  void refusesAVersionThatIsNone() throws IOException {
    jar()
        .bundle("com.example.odd", "1.0.0")
        .header("Import-Package", "org.atelier.api;version=\"new\"")
        .modelPlugin("com.example.odd", "odd-model")
        .write(plugins.resolve("odd.jar"));
    assertRefused("com.example.odd", List.of("model odd-model"))
        .isEqualTo(
            """
            its manifest is malformed: invalid range "new": invalid version "new": non-numeric "new"
            build it with atelier-plugin-parent, which writes the bundle's manifest""");
  }

  @Test
  void takesABundleWithoutANameForAPlainJar() throws IOException {
    jar()
        .bundle(";", "1.0.0")
        .modelPlugin("com.example.nameless", "nameless-model")
        .write(plugins.resolve("nameless.jar"));
    try (Catalog catalog = PluginLoader.load(List.of(plugins))) {
      assertThat(catalog.plugins().get(0).name()).isEqualTo("nameless.jar");
      assertThat(catalog.find(Kind.MODEL, "nameless-model")).isPresent();
    }
  }

  @Test
  void refusesAPluginWhoseListOfComponentsFails() throws IOException {
    assertListRefused(
        "throw new AssertionError(\"no luck\");", "java.lang.AssertionError: no luck");
  }

  @Test
  void refusesAPluginThatNeverEndsItsListOfComponents() throws IOException {
    assertListRefused("return components();", "java.lang.StackOverflowError");
  }

  @Test
  void refusesAListOfComponentsThatFailsWhenItIsRead() throws IOException {
    assertListRefused(
        """
        return new java.util.AbstractList<>() {
          public int size() { return 1; }
          public Component<?> get(int index) { throw new IllegalStateException("too late"); }
        };""",
        "java.lang.IllegalStateException: too late");
  }

  private void assertListRefused(String body, String thrown) throws IOException {
    jar()
        .bundle("com.example.list", "1.0.0")
        .services("com.example.list.ThePlugin")
        .source(
            "com.example.list.ThePlugin",
            """
            package com.example.list;
            import java.util.List;
            import org.atelier.api.Component;
            public class ThePlugin implements org.atelier.api.Plugin {
              public List<Component<?>> components() { %s }
            }"""
                .formatted(body))
        .write(plugins.resolve("list.jar"));
    assertRefused("com.example.list", List.of())
        .startsWith(
            "com.example.list.ThePlugin.components() failed: " + thrown + " (ThePlugin.java:")
        .endsWith(
            ")\ntell the plugin's author; until it is mended, move the jar out of the plugin folder");
  }

  @Test
  void refusesAServicesFileThatNamesNothing() throws IOException {
    jar().services("com.example.Nobody # gone").write(plugins.resolve("nobody.jar"));
    assertRefused("nobody.jar", List.of())
        .isEqualTo(
            """
            its META-INF/services/org.atelier.api.Plugin names com.example.Nobody, but it has no such class
            build it again with mvn clean package, or mend the name in that file""");
  }

  @Test
  void refusesADamagedClass() throws IOException {
    jar()
        .services("com.example.Broken")
        .entry("com/example/Broken.class", "no class".getBytes(StandardCharsets.UTF_8))
        .write(plugins.resolve("broken.jar"));
    assertRefused("broken.jar", List.of())
        .isEqualTo(
            """
            a class is damaged: Incompatible magic value 1852776547 in class file com/example/Broken
            copy the jar again or build it again""");
  }

  @Test
  void refusesASettingWithoutADescription() throws IOException {
    settingsJar("record Settings(int width) {}", "Settings settings");
    assertRefused("com.example.set", List.of("model set-model"))
        .isEqualTo(
            """
            model set-model: the component 'width' of its settings record com.example.set.TheModel$Settings has no @Setting
            describe it with @Setting, or mark a shared record with @Flattened""");
  }

  @Test
  void refusesASettingOfATypeThatNoFileCanHold() throws IOException {
    settingsJar(
        "record Settings(@Setting(\"when\") java.util.Optional<java.time.Instant> when) {}",
        "Settings settings");
    assertRefused("com.example.set", List.of("model set-model"))
        .isEqualTo(
            """
            model set-model: the component 'when' of its settings record com.example.set.TheModel$Settings is of the type java.time.Instant, which no setting can have
            take a number, boolean, string, enum, path, record or Reference, or a List or an Optional of these""");
  }

  @Test
  void refusesADefaultThatIsNoYaml() throws IOException {
    settingsJar(
        "record Settings(@Setting(value = \"sizes\", defaultValue = \"[1, \") java.util.List<Integer> sizes) {}",
        "Settings settings");
    assertRefused("com.example.set", List.of("model set-model"))
        .isEqualTo(
            """
            model set-model: the component 'sizes' of its settings record com.example.set.TheModel$Settings has the default '[1, ', which is no YAML: the text ends too early: a '{', a '[' or a quote is not closed
            write the default as it would stand in a pipeline file""");
  }

  @Test
  void refusesASettingsRecordThatContainsItself() throws IOException {
    settingsJar(
        "record Settings(@Setting(\"more\") java.util.List<Settings> more) {}",
        "Settings settings");
    assertRefused("com.example.set", List.of("model set-model"))
        .isEqualTo(
            """
            model set-model: its settings record com.example.set.TheModel$Settings contains itself
            leave that component of the record out""");
  }

  @Test
  void refusesTwoSettingsWithOneKey() throws IOException {
    settingsJar(
        "record Inner(@Setting(\"a\") int width) {} record Settings(@Setting(\"a\") int width, @Flattened Inner inner) {}",
        "Settings settings");
    assertRefused("com.example.set", List.of("model set-model"))
        .isEqualTo(
            """
            model set-model: the component 'width' of its settings record com.example.set.TheModel$Inner has the name of another setting, or is named type (in a stage: or seed, or matrix)
            give it a name of its own""");
  }

  @Test
  void acceptsEveryKindOfSetting() throws IOException {
    settingsJar(
        """
        enum Way { ONE, TWO }
        record Inner(@Setting("a") boolean flag) {}
        record Shared(@Setting("a") double rate) {}
        record Settings(@Setting("a") int width, @Setting("a") java.util.List<Long> sizes,
            @Setting("a") java.util.Optional<Way> way, @Setting("a") java.nio.file.Path file,
            @Setting("a") Inner inner, @Setting("a") java.util.List<Inner> inners,
            @Setting("a") Reference<Dataset> data, @Flattened Shared shared,
            @Setting("a") java.util.List<Reference<? extends TrainedModel>> models) {}
        """,
        "Settings settings");
    try (Catalog catalog = PluginLoader.load(List.of(plugins))) {
      assertThat(catalog.plugins().get(0).refusal()).isEmpty();
    }
  }

  @Test
  void refusesAConstructorThatAsksForWhatNobodyHas() throws IOException {
    settingsJar("record Settings() {}", "Settings settings, Runnable work");
    assertRefused("com.example.set", List.of("model set-model"))
        .isEqualTo(
            """
            model set-model: the constructor of com.example.set.TheModel asks for java.lang.Runnable, which is neither its settings record com.example.set.TheModel$Settings nor a host service
            take only the settings record and interfaces of the package org.atelier.api.service""");
  }

  private void settingsJar(String record, String parameters) throws IOException {
    jar()
        .bundle("com.example.set", "1.0.0")
        .services("com.example.set.ThePlugin")
        .source(
            "com.example.set.ThePlugin",
            JarBuilder.pluginSource("com.example.set", "set-model", "")
                .replace("NoSettings.class", "TheModel.Settings.class"))
        .source(
            "com.example.set.TheModel",
            JarBuilder.modelSource("com.example.set", record)
                .replace("NoSettings settings", parameters))
        .write(plugins.resolve("set.jar"));
  }

  @Test
  void refusesAComponentWhoseConstructorNamesAMissingClass() throws IOException {
    Path library =
        jar()
            .source("com.example.library.Tool", "package com.example.library; public class Tool {}")
            .write(work.resolve("library.jar"));
    jar()
        .bundle("com.example.set", "1.0.0")
        .against(library)
        .services("com.example.set.ThePlugin")
        .source(
            "com.example.set.ThePlugin",
            JarBuilder.pluginSource("com.example.set", "set-model", ""))
        .source(
            "com.example.set.TheModel",
            JarBuilder.modelSource("com.example.set", "")
                .replace(
                    "NoSettings settings", "NoSettings settings, com.example.library.Tool tool"))
        .write(plugins.resolve("set.jar"));
    assertRefused("com.example.set", List.of("model set-model"))
        .isEqualTo(
            """
            the class com.example.library.Tool, which the look at its components needs, is in neither the plugin nor the runner
            build the plugin with atelier-plugin-parent and the missing library as a dependency of scope compile, so that its jar carries it""");
  }

  @Test
  void refusesAPluginClassThatCannotBeMade() throws IOException {
    jar()
        .bundle("com.example.shy", "1.0.0")
        .services("com.example.shy.ThePlugin")
        .source(
            "com.example.shy.ThePlugin",
            JarBuilder.pluginSource("com.example.shy", "shy-model", "")
                .replace("public ThePlugin()", "private ThePlugin()"))
        .source("com.example.shy.TheModel", JarBuilder.modelSource("com.example.shy", ""))
        .write(plugins.resolve("shy.jar"));
    assertRefused("com.example.shy", List.of("model shy-model"))
        .isEqualTo(
            """
            its plugin class com.example.shy.ThePlugin has no public constructor without parameters
            make the class public and not abstract, with such a constructor""");
  }

  @Test
  void letsAPluginFindItsOwnClassesAndTheRunnersThroughTheContext() throws IOException {
    jar()
        .bundle("com.example.context", "1.0.0")
        .services("com.example.context.ThePlugin")
        .source(
            "com.example.context.ThePlugin",
            JarBuilder.pluginSource(
                "com.example.context",
                "context-model",
                """
                try {
                  ClassLoader loader = Thread.currentThread().getContextClassLoader();
                  loader.loadClass("com.example.context.TheModel");
                  loader.loadClass("ai.djl.pytorch.engine.PtEngineProvider");
                } catch (ClassNotFoundException missing) {
                  throw new IllegalStateException(missing);
                }
                """))
        .source("com.example.context.TheModel", JarBuilder.modelSource("com.example.context", ""))
        .write(plugins.resolve("context.jar"));
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (Catalog catalog = PluginLoader.load(List.of(plugins))) {
      assertThat(catalog.plugins().get(0).refusal()).isEmpty();
    }
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void leavesNothingBehindInTheTemporaryFolder() throws Exception {
    Path plain =
        jar().modelPlugin("com.example.plain", "plain-model").write(plugins.resolve("plain.jar"));
    Path temporary = Files.createDirectory(work.resolve("temporary"));
    HostPackages packages = HostPackages.of(getClass().getClassLoader());
    try (PluginFramework framework = new PluginFramework(packages, temporary)) {
      framework.start(PluginJar.read(plain, ""));
      assertThat(temporary).isNotEmptyDirectory();
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void givesEachPluginItsOwnVersionOfALibrary() throws Exception {
    for (int version = 1; version <= 2; version++) {
      byte[] library =
          jar()
              .source(
                  "com.example.library.Version",
                  "package com.example.library; public class Version { public static int number() { return %d; } }"
                      .formatted(version))
              .bytes();
      Path compiledAgainst = Files.write(work.resolve("library-" + version + ".jar"), library);
      String name = "com.example.user" + version;
      jar()
          .bundle(name, "1.0.0")
          .header("Bundle-ClassPath", ".,lib/library.jar")
          .entry("lib/library.jar", library)
          .against(compiledAgainst)
          .services(name + ".ThePlugin")
          .source(name + ".ThePlugin", JarBuilder.pluginSource(name, "user-" + version, ""))
          .source(
              name + ".TheModel",
              JarBuilder.modelSource(
                  name,
                  "@Override public String toString() { return \"library \" + com.example.library.Version.number(); }"))
          .write(plugins.resolve(name + ".jar"));
    }
    try (Catalog catalog = PluginLoader.load(List.of(plugins))) {
      for (int version = 1; version <= 2; version++) {
        Object model =
            catalog
                .find(Kind.MODEL, "user-" + version)
                .orElseThrow()
                .component()
                .implementation()
                .getConstructor(NoSettings.class)
                .newInstance(new NoSettings());
        assertThat(model).hasToString("library " + version);
      }
    }
  }

  @Test
  void saysThatAFolderIsMissing() {
    Path absent = work.resolve("absent");
    assertThatThrownBy(() -> PluginLoader.load(List.of(absent)))
        .isInstanceOfSatisfying(
            UserException.class,
            exception -> {
              assertThat(exception)
                  .hasMessage("the plugin folder %s cannot be listed: it does not exist", absent);
              assertThat(exception.remedy())
                  .isEqualTo("name a folder of plugin jars that can be read");
            });
  }
}
