package org.atelier.runner.engine;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.util.Optional;

/**
 * The environment that native libraries see, which {@link System#getenv} does not show: an engine
 * reads it when it is loaded.
 */
final class NativeEnvironment {
  private NativeEnvironment() {}

  /** Sets a variable of this process. */
  static void set(String name, String value) {
    int failure =
        Platform.isWindows()
            ? Native.load("ucrtbase", WindowsRuntime.class)._putenv_s(name, value)
            : Native.load(Platform.C_LIBRARY_NAME, PosixRuntime.class).setenv(name, value, 1);
    if (failure != 0) {
      throw new IllegalStateException("cannot set " + name + " for native libraries");
    }
  }

  /** Returns the version of the GNU C library; empty where the C library is another one. */
  static Optional<String> glibcVersion() {
    if (!Platform.isLinux()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Native.load(Platform.C_LIBRARY_NAME, GnuRuntime.class).gnu_get_libc_version());
    } catch (UnsatisfiedLinkError e) {
      return Optional.empty(); // such as musl
    }
  }

  /** What tells the GNU C library. */
  interface GnuRuntime extends Library {
    /** Returns the version, such as {@code 2.36}. */
    String gnu_get_libc_version();
  }

  /** The part of the POSIX C library that is needed. */
  interface PosixRuntime extends Library {
    /** Sets a variable; returns 0 if that went well. */
    int setenv(String name, String value, int overwrite);
  }

  /** The part of Windows' C library that is needed. */
  interface WindowsRuntime extends Library {
    /** Sets a variable; returns 0 if that went well. */
    int _putenv_s(String name, String value);
  }
}
