package org.atelier.runner.engine;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
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
