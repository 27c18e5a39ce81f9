package org.atelier.api.service;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a stage keeps while it works, to go on from there after an interruption. It is there again
 * when the same stage is run on the same inputs after it was stopped, failed or was killed; it is
 * removed when the stage is done.
 *
 * <p>A stage that writes checkpoints gives the same result whether it was interrupted or not: so
 * each must hold everything that the rest of the work depends on. {@link Training} does so by
 * itself.
 */
@ProviderType
public interface Checkpoints {
  /**
   * Returns a folder for what checkpoints are too small for, such as finished images. Files in it
   * may be half-written after an interruption, unless they were written under another name and then
   * renamed.
   *
   * @throws IOException if it cannot be made
   */
  Path folder() throws IOException;

  /**
   * Writes a checkpoint, which takes the place of the one with this name. It becomes visible whole
   * or not at all, and is on the disk when this returns.
   *
   * @param name letters, digits and hyphens
   * @param reached how far the work has come, for people, such as {@code "epoch 7 of 20"}
   * @param state a record of plain values, written as JSON
   * @param arrays what the engine holds
   * @throws org.atelier.api.UserException if the disk is full; the checkpoint before is still there
   * @throws IOException if it cannot be written for another reason; the same is true
   */
  <S> void write(String name, String reached, S state, NDList arrays) throws IOException;

  /**
   * Reads the last checkpoint of a name, and tells the user that the stage goes on from there.
   *
   * @param name as it was written
   * @param type the state's type
   * @param memory owns the arrays from then on
   * @return the checkpoint; empty if there is none, or if it is damaged, which is told to the user
   * @throws IOException if there is one and the file system fails to read it
   */
  <S> Optional<Checkpoint<S>> read(String name, Class<S> type, NDManager memory) throws IOException;
}
