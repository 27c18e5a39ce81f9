package org.atelier.runner.wiring;

import org.atelier.runner.plugin.InstalledComponent;

/** A component did what none may do, and not by a mistake of the user: its plugin is at fault. */
public final class ComponentFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient InstalledComponent installed;

  /**
   * Tells of a fault.
   *
   * @param path the component's place in the pipeline
   * @param installed the component and its plugin
   * @param what what it did, as half a sentence
   * @param cause what was thrown; may be null
   */
  public ComponentFaultException(
      String path, InstalledComponent installed, String what, Throwable cause) {
    super("%s (%s) %s".formatted(path, installed.component().type(), what), cause);
    this.installed = installed;
  }

  /** Returns the component at fault and its plugin. */
  public InstalledComponent installed() {
    return installed;
  }
}
