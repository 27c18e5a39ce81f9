package org.atelier.runner.training;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.initializer.Initializer;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.atelier.api.UserException;
import org.atelier.runner.output.WholeFile;

/**
 * A network's parameters in DJL's format, which both engines read.
 *
 * <p>DJL takes memory for whatever sizes such a file states. So the file is compared first with
 * what a blank network of the same architecture writes: all but the numbers must be equal, byte for
 * byte.
 */
final class ParameterFile {
  /** How DJL's encoding of an array begins: the length of a name, and the name. */
  private static final byte[] ARRAY = {0, 4, 'N', 'D', 'A', 'R'};

  private final Path file;
  private final ModelFolder folder;

  ParameterFile(Path file, ModelFolder folder) {
    this.file = file;
    this.folder = folder;
  }

  /** Writes a block's parameters and returns the file's SHA-256 in hexadecimal. */
  String write(Block block) throws IOException {
    MessageDigest digest = Sha256.digest();
    WholeFile.write(
        file,
        out -> {
          DataOutputStream data = new DataOutputStream(new DigestOutputStream(out, digest));
          block.saveParameters(data);
          data.flush();
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Checks that the file is the one that was written.
   *
   * @throws UserException if it is missing or its SHA-256 is another
   */
  void check(String sha256) {
    MessageDigest digest = Sha256.digest();
    try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(file, sink);
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
      throw folder.damaged(
          "%s is not the file that was written with model.json (its SHA-256 is another)"
              .formatted(file.getFileName()),
          null);
    }
  }

  /**
   * Returns an initializer that fills parameters with zeros, as long as there are no more of them
   * than the file has bytes for.
   */
  Initializer blankParameters() {
    AtomicLong left = new AtomicLong();
    try {
      left.set(Files.size(file));
    } catch (IOException e) {
      throw unreadable(e);
    }
    return (manager, shape, type) -> {
      if (left.addAndGet(-shape.size() * type.getNumOfBytes()) < 0) {
        throw folder.damaged(
            "its model has more parameters than %s holds".formatted(file.getFileName()), null);
      }
      return manager.zeros(shape, type);
    };
  }

  /**
   * Gives a blank network the parameters in the file.
   *
   * @param block an initialised block, as the parameters' network was
   * @param manager owns the parameters from then on
   * @throws UserException if the file was not written by such a network
   */
  void load(Block block, NDManager manager) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      StructureCheck check = new StructureCheck(in);
      block.saveParameters(new DataOutputStream(check));
      if (in.read() != -1) {
        throw check.differs();
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      block.loadParameters(manager, in);
    } catch (IOException | MalformedModelException e) {
      throw unreadable(e);
    }
  }

  private UserException unreadable(Exception cause) {
    if (cause instanceof NoSuchFileException) {
      return folder.damaged("it has no " + file.getFileName(), cause);
    }
    return folder.damaged(
        "%s cannot be read: %s".formatted(file.getFileName(), cause.getMessage()), cause);
  }

  /** Compares what is written to it with the file, in all but the numbers in arrays. */
  private final class StructureCheck extends OutputStream {
    private final InputStream held;
    private int arrays;

    StructureCheck(InputStream held) {
      this.held = held;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int numbers = numbers(bytes, offset, length);
      int structure = length - numbers;
      byte[] found = held.readNBytes(structure);
      if (!Arrays.equals(found, 0, found.length, bytes, offset, offset + structure)) {
        throw differs();
      }
      try {
        held.skipNBytes(numbers);
      } catch (EOFException e) {
        throw differs();
      }
    }

    /** Returns how many of the bytes, at their end, are the numbers of an array. */
    private int numbers(byte[] bytes, int offset, int length) throws IOException {
      // DJL writes each array with one call.
      if (length <= ARRAY.length
          || !Arrays.equals(bytes, offset, offset + ARRAY.length, ARRAY, 0, ARRAY.length)) {
        return 0;
      }
      arrays++;
      DataInputStream array = new DataInputStream(new ByteArrayInputStream(bytes, offset, length));
      array.readUTF();
      array.readInt();
      if (array.readByte() == 1) {
        array.readUTF();
      }
      array.readUTF();
      array.readUTF();
      Shape.decode(array);
      array.readByte();
      return array.readInt();
    }

    UserException differs() {
      return folder.damaged(
          "%s holds the parameters of another network, or only a part of them (after array %d)"
              .formatted(file.getFileName(), arrays),
          null);
    }
  }
}
