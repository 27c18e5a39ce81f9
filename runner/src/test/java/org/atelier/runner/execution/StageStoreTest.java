package org.atelier.runner.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageStoreTest {
  private static final StageKey KEY =
      StageKey.of(List.of(new Fact(Fact.Kind.SETTING, "epochs", "1")));

  @TempDir Path folder;
  private StageStore store;
  private Path result;

  @BeforeEach
  void makeResult() throws IOException {
    store = new StageStore(folder.resolve("cache"));
    result = Files.createDirectories(folder.resolve("run/stages/train"));
    Files.writeString(Files.createDirectory(result.resolve("model")).resolve("a.params"), "1 2 3");
    Files.writeString(result.resolve("metrics.json"), "{}");
    StageRecord.write(
        result, KEY, new StageRecord.Origin("p", "train", "t", "run", "2026-05-01T10:20:30Z", 1.5));
  }

  @Test
  void givesBackWhatItKeeps() throws IOException {
    assertThat(store.find(KEY)).isEmpty();
    store.keep(KEY, result);
    StageStore.Kept kept = store.find(KEY).orElseThrow();
    Path placed = folder.resolve("placed");
    store.place(kept, placed);
    assertThat(placed.resolve("model/a.params")).hasContent("1 2 3");
    assertThat(StageRecord.read(placed)).isEqualTo(kept.record());
    assertThat(kept.record().bytes()).isEqualTo(7);
    assertThat(store.ownBytes(kept)).isZero();
    assertThat(store.damage(kept)).isEmpty();
  }

  @Test
  void takesNoHalfResult() throws IOException {
    store.keep(KEY, result);
    StageStore.Kept kept = store.find(KEY).orElseThrow();
    Files.delete(kept.folder().resolve("model/a.params"));
    assertThat(store.damage(kept)).contains("model/a.params");
    Path placed = folder.resolve("placed");
    assertThatThrownBy(() -> store.place(kept, placed)).isInstanceOf(IOException.class);
    assertThat(placed).doesNotExist();
  }

  @Test
  void takesNoResultWhoseRecordIsDamaged() throws IOException {
    store.keep(KEY, result);
    Path record = store.find(KEY).orElseThrow().folder().resolve(StageRecord.FILE);
    Files.delete(record);
    Files.writeString(record, "{");
    assertThat(store.find(KEY)).isEmpty();
    assertThat(store.damaged()).containsExactly(record.getParent());
    store.keep(KEY, result);
    assertThat(store.find(KEY)).isPresent();
  }

  @Test
  void cleansUpWhatWasLeftHalfMade() throws IOException {
    Path half = Files.createDirectories(store.folder().resolve(".half"));
    Path recent = Files.createDirectories(store.folder().resolve(".recent"));
    Files.setLastModifiedTime(half, FileTime.from(Instant.now().minusSeconds(2 * 86_400)));
    assertThat(store.all()).isEmpty();
    store.keep(KEY, result);
    assertThat(half).doesNotExist();
    assertThat(recent).exists();
  }

  @Test
  void isSafeForSeveralRunsAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Future<Integer>> placed = new ArrayList<>();
    for (int thread = 0; thread < 6; thread++) {
      Path own = folder.resolve("own" + thread);
      boolean removes = thread == 0;
      placed.add(threads.submit(() -> work(own, removes)));
    }
    int all = 0;
    for (Future<Integer> one : placed) {
      all += one.get();
    }
    threads.shutdown();
    assertThat(all).isPositive();
    try (var left = Files.list(store.folder())) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith("."))).isEmpty();
    }
  }

  /** Keeps, places and removes; returns how often a result could be placed, and then whole. */
  private int work(Path own, boolean removes) throws IOException {
    int placed = 0;
    for (int turn = 0; turn < 25; turn++) {
      store.keep(KEY, result);
      Optional<StageStore.Kept> kept = store.find(KEY);
      Path target = own.resolveSibling(own.getFileName() + "-" + turn);
      try {
        if (kept.isPresent()) {
          store.place(kept.get(), target);
          placed++;
          assertThat(kept.get().record().damage(target, true)).isEmpty();
        }
      } catch (IOException gone) {
        assertThat(target).doesNotExist();
      }
      if (removes && kept.isPresent()) {
        store.remove(kept.get().folder());
      }
    }
    return placed;
  }
}
