package org.atelier.runner.plugin;

import java.util.Optional;

/**
 * A component did what its contract rules out, such as filling too few bytes. It is noticed by the
 * runner, so that the stack trace does not lead to the plugin that is at fault.
 */
public final class ContractException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Class<?>> component;

  private ContractException(Optional<Class<?>> component, String what) {
    super(what);
    this.component = component;
  }

  /**
   * Tells of a component.
   *
   * @param component it or what it is made of
   * @param what what it did, as half a sentence
   */
  public static ContractException of(Object component, String what) {
    return new ContractException(Optional.of(component.getClass()), what);
  }

  /**
   * Tells of the stage that runs.
   *
   * @param what what it did, as half a sentence
   */
  public static ContractException ofStage(String what) {
    return new ContractException(Optional.empty(), what);
  }

  /** Returns the class of the component; empty for the stage that runs. */
  public Optional<Class<?>> component() {
    return component;
  }
}
