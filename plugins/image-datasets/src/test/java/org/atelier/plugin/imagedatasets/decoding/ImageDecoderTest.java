package org.atelier.plugin.imagedatasets.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.atelier.api.Resize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private static final int SIZE = 16;

  private final ImageDecoder decoder = decoder(SIZE);

  private static ImageDecoder decoder(int size) {
    return new ImageDecoder(size, Resize.CROP, ImageDecoder.newMemory());
  }

  @ParameterizedTest
  @CsvSource({"jpg,5", "png,5", "png,6", "gif,5", "bmp,5", "bmp,8", "png,13", "gif,13", "bmp,13"})
  void decodesWhatJavaWrites(String format, int type) throws BrokenImageException {
    byte[] file = Drawings.encode(Drawings.corners(SIZE, SIZE, type), format);

    assertThat(Drawings.corners(decoder.decode(file), SIZE)).isEqualTo("red green blue white");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lossy.webp", "lossless.webp", "alpha.webp", "cmyk.jpg", "ycck.jpg"})
  void decodesWhatJavaDoesNotWrite(String name) throws Exception {
    assertThat(Drawings.corners(decoder.decode(fixture(name)), SIZE))
        .isEqualTo("red green blue white");
  }

  /** Some decoders take what lies beyond the edges for black, and then everything is green. */
  @Test
  void predictsAWebpFromItsEdges() throws Exception {
    byte[] planes =
        new ImageDecoder(16, Resize.CROP, ImageDecoder.newMemory()).decode(fixture("brown.webp"));

    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        int pixel = 16 * y + x;
        assertThat(planes[pixel] & 0xff).isCloseTo(70, within(6));
        assertThat(planes[256 + pixel] & 0xff).isCloseTo(30 + 20 * (x + 2 * y) / 48, within(6));
        assertThat(planes[512 + pixel] & 0xff).isCloseTo(20, within(6));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"turned.webp", "turned.png"})
  void turnsByTheExifBlockOfEachFormat(String name) throws Exception {
    assertThat(Drawings.corners(decoder.decode(fixture(name)), SIZE))
        .isEqualTo("blue red white green");
  }

  /** What the eight orientations of one stored picture look like (EXIF 2.32, section 4.6.4). */
  @ParameterizedTest
  @CsvSource({
    "1, red green blue white",
    "2, green red white blue",
    "3, white blue green red",
    "4, blue white red green",
    "5, red blue green white",
    "6, blue red white green",
    "7, white green blue red",
    "8, green white red blue",
    "0, red green blue white",
    "9, red green blue white"
  })
  void turnsAsExifSays(int orientation, String seen) throws Exception {
    byte[] file = Drawings.encode(Drawings.corners(SIZE, SIZE, BufferedImage.TYPE_INT_RGB), "jpg");

    for (boolean littleEndian : new boolean[] {true, false}) {
      byte[] exif = exif(orientation, littleEndian);
      assertThat(Drawings.corners(decoder.decode(withSegment(file, 0xe1, exif)), SIZE))
          .isEqualTo(seen);
    }
  }

  @Test
  void takesAnExifBlockThatIsCutOffAsNone() throws Exception {
    byte[] file = Drawings.encode(Drawings.corners(SIZE, SIZE, BufferedImage.TYPE_INT_RGB), "jpg");
    byte[] exif = exif(6, true);

    for (int length = 6; length < exif.length; length++) {
      byte[] cut = withSegment(file, 0xe1, Arrays.copyOf(exif, length));
      assertThat(Drawings.corners(decoder.decode(cut), SIZE))
          .startsWith(length < 40 ? "red" : "blue");
    }
  }

  @Test
  void leavesGreyAsItIs() throws BrokenImageException {
    BufferedImage grey = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(0, 0, 0, 128);
    grey.getRaster().setSample(1, 0, 0, 7);

    byte[] planes = decoder(2).decode(Drawings.encode(grey, "png"));

    assertThat(planes).containsExactly(repeated(3, 128, 7, 0, 0));
  }

  @Test
  void brings16BitsTo8() throws BrokenImageException {
    BufferedImage grey = new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY);
    grey.getRaster().setSample(0, 0, 0, 65_535);
    grey.getRaster().setSample(1, 0, 0, 257 * 100);
    grey.getRaster().setSample(0, 1, 0, 257 * 100 + 128);
    grey.getRaster().setSample(1, 1, 0, 257 * 100 + 129);

    byte[] planes = decoder(2).decode(Drawings.encode(grey, "png"));

    assertThat(planes).containsExactly(repeated(3, 255, 100, 100, 101));
  }

  @Test
  void laysTransparencyOnWhite() throws BrokenImageException {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_4BYTE_ABGR);
    image.setRGB(0, 0, 0x00123456);
    image.setRGB(1, 0, 0x80ff0000);
    image.setRGB(0, 1, 0xff00ff00);
    image.setRGB(1, 1, 0x33000000);

    byte[] planes = decoder(2).decode(Drawings.encode(image, "png"));

    assertThat(Drawings.pixel(planes, 2, 0, 0)).isEqualTo("255 255 255");
    assertThat(Drawings.pixel(planes, 2, 1, 0)).isEqualTo("255 127 127");
    assertThat(Drawings.pixel(planes, 2, 0, 1)).isEqualTo("0 255 0");
    assertThat(Drawings.pixel(planes, 2, 1, 1)).isEqualTo("204 204 204");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif"})
  void laysATransparentPaletteColourOnWhite(String format) throws BrokenImageException {
    byte[] red = {(byte) 200, 10};
    IndexColorModel palette = new IndexColorModel(1, 2, red, red, red, 1);
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_BINARY, palette);
    image.getRaster().setSample(1, 0, 0, 1);

    byte[] planes = decoder(2).decode(Drawings.encode(image, format));

    assertThat(planes).containsExactly(repeated(3, 200, 255, 200, 200));
  }

  @Test
  void passesOverAColourProfileThatIsNone() throws BrokenImageException {
    byte[] file = Drawings.encode(Drawings.corners(SIZE, SIZE, BufferedImage.TYPE_INT_RGB), "jpg");
    byte[] profile = "ICC_PROFILE\0\1\1 nothing of the kind".getBytes(StandardCharsets.US_ASCII);

    assertThat(decoder.decode(withSegment(file, 0xe2, profile))).isEqualTo(decoder.decode(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif", "bmp"})
  void refusesFilesThatEndEarly(String format) {
    byte[] file = Drawings.encode(Drawings.corners(200, 200, BufferedImage.TYPE_INT_RGB), format);

    for (int percent : new int[] {5, 40, 60, 90}) {
      byte[] cut = Arrays.copyOf(file, file.length * percent / 100);
      assertThatThrownBy(() -> decoder.decode(cut))
          .as("%d %% of %s", percent, format)
          .isInstanceOf(BrokenImageException.class);
    }
  }

  @Test
  void saysThatAFileEndsEarly() {
    byte[] file = Drawings.encode(Drawings.corners(200, 200, BufferedImage.TYPE_INT_RGB), "jpg");

    assertThatThrownBy(() -> decoder.decode(Arrays.copyOf(file, file.length * 2 / 3)))
        .isInstanceOf(BrokenImageException.class)
        .hasMessage("the file ends early");
  }

  /** Decoding it would make up pixels for minutes. */
  @Test
  void refusesAWebpWhoseSizeItsFewBytesCannotFill() throws Exception {
    byte[] file = fixture("turned.webp");
    // the highest byte of the canvas's height, which makes it 1,507,344
    file[29] = 0x17;

    assertThatThrownBy(() -> decoder.decode(file))
        .isInstanceOf(BrokenImageException.class)
        .hasMessage(
            "it is no valid WebP file (Image dimensions imply an allocation of 72352512 bytes,"
                + " exceeding 114 bytes of input at a maximum expansion ratio of 2048:1)");
  }

  @Test
  void goesOnAfterABrokenImage() throws Exception {
    byte[] file = fixture("lossless.webp");
    assertThatThrownBy(() -> decoder.decode(Arrays.copyOf(file, 40)))
        .isInstanceOf(BrokenImageException.class);

    assertThat(Drawings.corners(decoder.decode(file), SIZE)).isEqualTo("red green blue white");
  }

  @Test
  void refusesAHugeImageByItsHeader() throws IOException {
    byte[] bomb = pngHeader(60_000, 60_000);

    assertThatThrownBy(() -> decoder.decode(bomb))
        .isInstanceOf(BrokenImageException.class)
        .hasMessage(
            "its header claims 60000 x 60000 pixels, more than the 100 million that are read");
  }

  @Test
  void refusesAHugeWebpSooner() throws IOException {
    byte[] file = fixture("turned.webp");
    file[29] = 0x57;

    assertThatThrownBy(() -> decoder.decode(file))
        .isInstanceOf(BrokenImageException.class)
        .hasMessage(
            "its header claims 16 x 5701648 pixels, more than the 25 million that are read");
  }

  @Test
  void refusesTextThatBeginsLikeABitmap() {
    byte[] text = "BM is how this sentence begins, no more".getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(() -> decoder.decode(text))
        .isInstanceOf(BrokenImageException.class)
        .hasMessage("it is not an image of a known format");
  }

  private static byte[] fixture(String name) throws IOException {
    try (InputStream input = ImageDecoderTest.class.getResourceAsStream(name)) {
      return input.readAllBytes();
    }
  }

  private static byte[] repeated(int planes, int... samples) {
    byte[] bytes = new byte[planes * samples.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) samples[i % samples.length];
    }
    return bytes;
  }

  /** An EXIF segment with one entry before the orientation. */
  private static byte[] exif(int orientation, boolean littleEndian) {
    ByteBuffer exif = ByteBuffer.allocate(6 + 8 + 2 + 2 * 12 + 4);
    exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    exif.put((littleEndian ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
    exif.order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    exif.putShort((short) 42).putInt(8).putShort((short) 2);
    exif.putShort((short) 0x0103).putShort((short) 3).putInt(1).putInt(6);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0).putInt(0);
    return exif.array();
  }

  private static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    ByteBuffer result = ByteBuffer.allocate(jpeg.length + 4 + content.length);
    result.put(jpeg, 0, 2).put((byte) 0xff).put((byte) marker);
    result.putShort((short) (content.length + 2)).put(content);
    return result.put(jpeg, 2, jpeg.length - 2).array();
  }

  private static byte[] pngHeader(int width, int height) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(17);
    header.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
    header.put(new byte[] {8, 2, 0, 0, 0});
    CRC32 checksum = new CRC32();
    checksum.update(header.array());
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13});
    png.write(header.array());
    png.write(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    return png.toByteArray();
  }
}
