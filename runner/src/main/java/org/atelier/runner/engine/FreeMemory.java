package org.atelier.runner.engine;

import ai.djl.Device;
import ai.djl.pytorch.engine.PtEngine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory a device has left. */
public final class FreeMemory {
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable: +([0-9]+) kB");

  private FreeMemory() {}

  /** Returns the bytes that are free; empty if the device does not tell. */
  public static OptionalLong on(Device device) {
    if (device.isGpu()) {
      MemoryUsage usage = CudaUtils.getGpuMemory(device);
      return OptionalLong.of(usage.getMax() - usage.getUsed());
    }
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean
        ? OptionalLong.of(
            ofComputer((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()))
        : OptionalLong.empty();
  }

  /**
   * Returns the bytes that are free after this process has given back what it has freed itself but
   * keeps for later; empty if the device does not tell.
   *
   * @param engine DJL's name of the engine, which runs on the device
   */
  static OptionalLong afterGivingBack(Device device, String engine) {
    if (!device.isGpu()) {
      giveBack();
    } else if (engine.equals(PtEngine.ENGINE_NAME)) {
      JniUtils.emptyCudaCache();
    }
    return on(device);
  }

  private static void giveBack() {
    if (NativeEnvironment.glibcVersion().isPresent()) {
      Native.load(Platform.C_LIBRARY_NAME, GnuRuntime.class).malloc_trim(0);
    }
  }

  /** The part of the GNU C library that is needed. */
  interface GnuRuntime extends Library {
    /** Gives memory that was freed back to the system, but for some bytes. */
    int malloc_trim(long kept);
  }

  /** Counts what Linux would take back from its file cache; a container's limit holds too. */
  private static long ofComputer(OperatingSystemMXBean system) {
    try {
      if (Files.isReadable(MEMORY)) {
        Matcher available = AVAILABLE.matcher(Files.readString(MEMORY));
        if (available.find()) {
          return Math.min(1024 * Long.parseLong(available.group(1)), system.getTotalMemorySize());
        }
      }
    } catch (IOException e) {
      // Without that file there is still what Java knows.
      return system.getFreeMemorySize();
    }
    return system.getFreeMemorySize();
  }
}
