package org.atelier.runner.engine;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What PyTorch's native libraries write to the error output, past the program's own messages. There
 * are thousands of equal warnings where one of its libraries does not know the processor: one for
 * each small convolution.
 */
final class PyTorchMessages {
  private static final Logger LOG = LoggerFactory.getLogger(PyTorchMessages.class);
  private static final String LEVEL = "TORCH_CPP_LOG_LEVEL";

  /** The function {@code c10::initLogging()}, as compilers for Linux name it. */
  private static final String READ_LEVEL = "_ZN3c1011initLoggingEv";

  private PyTorchMessages() {}

  /** Asks for errors alone, unless the user asks for something; to be called before loading. */
  static void errorsOnly(Map<String, String> environment) {
    if (!environment.containsKey(LEVEL)) {
      NativeEnvironment.set(LEVEL, "ERROR");
    }
  }

  /**
   * Lets PyTorch read what was asked for, as its package for Python does and DJL does not. Where
   * that is not possible, there are more messages, and nothing else is different.
   *
   * @param folder where its libraries were loaded from
   */
  static void readLevel(Path folder) {
    Path library = folder.resolve("libc10.so");
    if (!Platform.isLinux() || Files.notExists(library)) {
      return;
    }
    try {
      NativeLibrary.getInstance(library.toString())
          .getFunction(READ_LEVEL)
          .invokeVoid(new Object[0]);
    } catch (UnsatisfiedLinkError e) {
      LOG.debug("PyTorch's messages stay as they are", e);
    }
  }
}
