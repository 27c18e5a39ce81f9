package org.atelier.plugin.imagedatasets.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The layout of a pack file, which holds the planes of many images of one size:
 *
 * <pre>
 * planes           count x entry bytes
 * contents         count x (32 bytes SHA-256 of the image file, 4 bytes CRC-32C of the planes)
 * magic            8 bytes
 * entry bytes      4 bytes
 * count            4 bytes
 * checksum         4 bytes, CRC-32C of contents, magic, entry bytes and count
 * </pre>
 *
 * <p>Numbers are big-endian. As the last bytes tell how long the file must be, a file cut short or
 * half written is never taken for a pack.
 */
final class Pack {
  private static final long MAGIC = 0x4154454c50414b31L; // ATELPAK1
  private static final int CONTENT_BYTES = ContentHash.BYTES + 4;
  private static final int FOOTER_BYTES = 20;

  private Pack() {}

  /** What a pack says of one image. */
  record Content(ContentHash hash, int checksum) {}

  static int checksum(byte[] planes) {
    CRC32C checksum = new CRC32C();
    checksum.update(planes);
    return (int) checksum.getValue();
  }

  /** Returns how many bytes a pack of so many images has. */
  static long fileBytes(int entryBytes, int count) {
    return (long) count * (entryBytes + CONTENT_BYTES) + FOOTER_BYTES;
  }

  /** Returns what stands behind the planes. */
  static ByteBuffer trailer(int entryBytes, List<Content> contents) {
    ByteBuffer trailer = ByteBuffer.allocate(contents.size() * CONTENT_BYTES + FOOTER_BYTES);
    for (Content content : contents) {
      trailer.put(content.hash().bytes()).putInt(content.checksum());
    }
    trailer.putLong(MAGIC).putInt(entryBytes).putInt(contents.size());
    trailer.putInt(checksum(trailer.array(), trailer.position()));
    return trailer.flip();
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  /** Opens a pack file and adds its images; adds none if the file is not a whole pack. */
  static void open(Path path, int entryBytes, Map<ContentHash, CachedPixels> images)
      throws IOException {
    PackFile file = new PackFile(path);
    Optional<List<Content>> contents = contents(file, entryBytes);
    if (contents.isPresent()) {
      add(file, entryBytes, contents.get(), images);
    } else {
      file.close();
    }
  }

  /** Adds the images of an open pack. */
  static void add(
      PackFile file,
      int entryBytes,
      List<Content> contents,
      Map<ContentHash, CachedPixels> images) {
    for (int i = 0; i < contents.size(); i++) {
      Content content = contents.get(i);
      images.put(
          content.hash(),
          new CachedPixels(file, (long) i * entryBytes, entryBytes, content.checksum()));
    }
  }

  private static Optional<List<Content>> contents(PackFile file, int entryBytes)
      throws IOException {
    long size = file.size();
    if (size < FOOTER_BYTES) {
      return Optional.empty();
    }
    ByteBuffer footer = ByteBuffer.wrap(file.read(size - FOOTER_BYTES, FOOTER_BYTES));
    if (footer.getLong() != MAGIC || footer.getInt() != entryBytes) {
      return Optional.empty();
    }
    int count = footer.getInt();
    if (count < 1 || fileBytes(entryBytes, count) != size) {
      return Optional.empty();
    }
    int trailerBytes = count * CONTENT_BYTES + FOOTER_BYTES;
    byte[] bytes = file.read(size - trailerBytes, trailerBytes);
    ByteBuffer trailer = ByteBuffer.wrap(bytes);
    if (checksum(bytes, trailerBytes - 4) != trailer.getInt(trailerBytes - 4)) {
      return Optional.empty();
    }
    List<Content> contents = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int at = i * CONTENT_BYTES;
      contents.add(new Content(ContentHash.of(bytes, at), trailer.getInt(at + ContentHash.BYTES)));
    }
    return Optional.of(contents);
  }
}
