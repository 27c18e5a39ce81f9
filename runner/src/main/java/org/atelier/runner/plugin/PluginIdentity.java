package org.atelier.runner.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which plugin it is, and where it comes from. */
record PluginIdentity(String name, String version, Optional<Path> jar, String sha256) {
  PluginReport active(List<String> offers) {
    return new PluginReport(name, version, jar, sha256, offers, Optional.empty());
  }

  PluginReport refused(List<String> offers, PluginReport.Refusal refusal) {
    return new PluginReport(name, version, jar, sha256, offers, Optional.of(refusal));
  }

  /** Names the plugin in a message: its name, version and file, as far as it has them. */
  String described() {
    return name
        + (version.isEmpty() ? "" : " " + version)
        + jar.map(path -> " (" + path.getFileName() + ")").orElse("");
  }
}
