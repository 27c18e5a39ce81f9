package org.atelier.runner.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.atelier.api.UserException;

/**
 * The device that a pipeline asks for.
 *
 * @param text as it is written there
 * @param mayBeCpu whether the CPU will do
 * @param mayBeGpu whether a GPU will do
 * @param index the GPU's number
 */
record DeviceWish(String text, boolean mayBeCpu, boolean mayBeGpu, int index) {
  private static final Pattern GPU = Pattern.compile("gpu(?::(\\d{1,3}))?");

  /**
   * Reads {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}.
   *
   * @throws UserException if it is none of these
   */
  static DeviceWish of(String text) {
    if (text.equals("auto")) {
      return new DeviceWish(text, true, true, 0);
    }
    if (text.equals("cpu")) {
      return new DeviceWish(text, true, false, 0);
    }
    Matcher gpu = GPU.matcher(text);
    if (gpu.matches()) {
      int index = gpu.group(1) == null ? 0 : Integer.parseInt(gpu.group(1));
      return new DeviceWish(text, false, true, index);
    }
    throw new UserException(
        "device: there is no device '" + text + "'.", "Use auto, cpu, gpu or gpu:N.");
  }
}
