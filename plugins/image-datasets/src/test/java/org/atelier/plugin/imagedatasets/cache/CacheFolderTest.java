package org.atelier.plugin.imagedatasets.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {
  @Test
  void liesWhereTheEnvironmentSays() {
    assertThat(CacheFolder.standard(Map.of("ATELIER_CACHE", "/c", "XDG_CACHE_HOME", "/x"), "/home"))
        .isEqualTo(Path.of("/c/images"));
    assertThat(CacheFolder.standard(Map.of("XDG_CACHE_HOME", "/x"), "/home"))
        .isEqualTo(Path.of("/x/atelier/images"));
    assertThat(CacheFolder.standard(Map.of("XDG_CACHE_HOME", "relative"), "/home"))
        .isEqualTo(Path.of("/home/.cache/atelier/images"));
    assertThat(CacheFolder.standard(Map.of(), "/home"))
        .isEqualTo(Path.of("/home/.cache/atelier/images"));
  }
}
