package org.atelier.runner.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JacksonException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import org.atelier.api.service.Checkpoint;
import org.atelier.runner.output.Json;
import org.atelier.runner.output.WholeFile;

/**
 * A checkpoint on disk: a line that names the format, how far the work has come, the state as JSON,
 * the arrays as DJL encodes them, each after its length in bytes, and the SHA-256 of all that.
 *
 * <p>Nothing but the digest is read before the digest is found right. So lengths are believed, as
 * the file is what this program wrote.
 */
final class CheckpointFile {
  private static final byte[] FORMAT =
      "Atelier checkpoint, version 1\n".getBytes(StandardCharsets.UTF_8);
  private static final int DIGEST_BYTES = 32;

  private final Path file;

  CheckpointFile(Path file) {
    this.file = file;
  }

  /** A file that is not, or not all of, what was written. */
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** How far the work had come, and what is needed to go on. */
  record Contents<S>(String reached, Checkpoint<S> checkpoint) {}

  /** Writes a checkpoint whole. */
  void write(String reached, Object state, NDList arrays) throws IOException {
    byte[] json = new Json().bytes(state);
    WholeFile.write(
        file,
        out -> {
          MessageDigest digest = Sha256.digest();
          DataOutputStream data = new DataOutputStream(new DigestOutputStream(out, digest));
          data.write(FORMAT);
          data.writeUTF(reached);
          data.writeInt(json.length);
          data.write(json);
          data.writeInt(arrays.size());
          for (NDArray array : arrays) {
            byte[] bytes = array.encode();
            data.writeInt(bytes.length);
            data.write(bytes);
          }
          data.flush();
          out.write(digest.digest());
        });
  }

  /**
   * Reads a checkpoint.
   *
   * @param memory owns the arrays from then on
   * @throws DamagedException if it is not what was written
   * @throws IOException if it cannot be read
   */
  <S> Contents<S> read(Class<S> type, NDManager memory) throws IOException, DamagedException {
    check();
    try (DataInputStream data = open()) {
      if (!Arrays.equals(data.readNBytes(FORMAT.length), FORMAT)) {
        throw new DamagedException("it is of another version of Atelier", null);
      }
      String reached = data.readUTF();
      S state = new Json().read(data.readNBytes(data.readInt()), type);
      NDList arrays = new NDList();
      for (int left = data.readInt(); left > 0; left--) {
        byte[] bytes = data.readNBytes(data.readInt());
        arrays.add(memory.decode(new ByteArrayInputStream(bytes)));
      }
      return new Contents<>(reached, new Checkpoint<>(state, arrays));
    } catch (JacksonException e) {
      throw new DamagedException("its state is not understood: " + e.getOriginalMessage(), e);
    }
  }

  private void check() throws IOException, DamagedException {
    long size = Files.size(file);
    if (size < FORMAT.length + DIGEST_BYTES) {
      throw new DamagedException("it has %d bytes only".formatted(size), null);
    }
    MessageDigest digest = Sha256.digest();
    try (InputStream in = open()) {
      byte[] buffer = new byte[1 << 16];
      for (long left = size - DIGEST_BYTES; left > 0; ) {
        int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
        if (read == 0) {
          break;
        }
        digest.update(buffer, 0, read);
        left -= read;
      }
      if (!MessageDigest.isEqual(digest.digest(), in.readNBytes(DIGEST_BYTES))) {
        throw new DamagedException("its SHA-256 is not that of its bytes", null);
      }
    }
  }

  private DataInputStream open() throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
  }
}
