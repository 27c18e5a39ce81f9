package org.atelier.plugin.clustering.encodings;

/** Reduces pictures: each new pixel is the mean of the area that it covers, parts of pixels too. */
final class AreaMean {
  private final int height;
  private final int width;
  private final int newHeight;
  private final int newWidth;

  AreaMean(int height, int width, int newHeight, int newWidth) {
    this.height = height;
    this.width = width;
    this.newHeight = newHeight;
    this.newWidth = newWidth;
  }

  /**
   * Reduces the planes of a picture.
   *
   * @param planes {@code channels * height * width} intensities as bytes, CHW
   * @param channels the number of planes
   * @param factor what each mean is multiplied with
   * @return {@code channels * newHeight * newWidth} numbers
   */
  float[] of(byte[] planes, int channels, float factor) {
    float[] reduced = new float[channels * newHeight * newWidth];
    double[] narrow = new double[height * newWidth];
    for (int channel = 0; channel < channels; channel++) {
      for (int row = 0; row < height; row++) {
        narrow(planes, (channel * height + row) * width, narrow, row * newWidth);
      }
      for (int row = 0; row < newHeight; row++) {
        flatten(narrow, row, reduced, (channel * newHeight + row) * newWidth, factor);
      }
    }
    return reduced;
  }

  private void narrow(byte[] planes, int from, double[] narrow, int to) {
    double step = (double) width / newWidth;
    for (int column = 0; column < newWidth; column++) {
      double left = column * step;
      double right = Math.min(width, left + step);
      double sum = 0;
      for (int pixel = (int) left; pixel < right; pixel++) {
        double covered = Math.min(pixel + 1, right) - Math.max(pixel, left);
        sum += covered * (planes[from + pixel] & 0xFF);
      }
      narrow[to + column] = sum / step;
    }
  }

  private void flatten(double[] narrow, int row, float[] reduced, int to, float factor) {
    double step = (double) height / newHeight;
    double top = row * step;
    double bottom = Math.min(height, top + step);
    double[] sums = new double[newWidth];
    for (int line = (int) top; line < bottom; line++) {
      double covered = Math.min(line + 1, bottom) - Math.max(line, top);
      for (int column = 0; column < newWidth; column++) {
        sums[column] += covered * narrow[line * newWidth + column];
      }
    }
    for (int column = 0; column < newWidth; column++) {
      reduced[to + column] = (float) (sums[column] / step * factor);
    }
  }
}
