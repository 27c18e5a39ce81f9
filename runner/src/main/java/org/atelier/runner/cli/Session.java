package org.atelier.runner.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.atelier.api.UserException;
import org.atelier.runner.engine.CacheFolder;
import org.atelier.runner.plugin.Catalog;
import org.atelier.runner.plugin.PluginLoader;

/**
 * What a command works with.
 *
 * @param terminal where it prints
 * @param home the folder of the distribution, if the program was started from one
 * @param engines gives runs their engine
 * @param environment the environment's variables
 * @param clock tells the local time
 * @param program starts this program in a process of its own
 */
public record Session(
    Terminal terminal,
    Optional<Path> home,
    EngineSource engines,
    Map<String, String> environment,
    Clock clock,
    ProgramProcess program) {
  /** Copies the variables. */
  public Session {
    environment = Map.copyOf(environment);
  }

  /**
   * Loads the plugins of the distribution and of more folders; without either, those of the class
   * path.
   *
   * @throws UserException if one of the folders does not exist
   */
  Catalog catalog(List<Path> more) {
    List<Path> folders = pluginFolders(more);
    return folders.isEmpty()
        ? PluginLoader.fromClassPath(Thread.currentThread().getContextClassLoader())
        // The distribution's own folder may have been taken away.
        : PluginLoader.load(folders.stream().filter(Files::isDirectory).toList());
  }

  /** Returns the folder for what can be made again. */
  Path cache() {
    return CacheFolder.of(environment, Path.of(System.getProperty("user.home")));
  }

  /** Says where plugins are looked for. */
  String pluginPlaces(List<Path> more) {
    List<Path> folders = pluginFolders(more);
    return folders.isEmpty()
        ? "the class path"
        : folders.stream().map(Path::toString).collect(Collectors.joining(" and "));
  }

  /**
   * Returns the folders in which plugins are looked for.
   *
   * @throws UserException if one that is asked for does not exist
   */
  List<Path> pluginFolders(List<Path> more) {
    List<Path> folders = new ArrayList<>();
    home.map(folder -> folder.resolve("plugins")).ifPresent(folders::add);
    for (Path folder : more) {
      if (!Files.isDirectory(folder)) {
        throw new UserException(
            "--plugins %s: there is no such folder".formatted(folder),
            "name a folder that holds plugin jars");
      }
      folders.add(folder);
    }
    return folders;
  }
}
