package org.atelier.runner.plugin;

/** Ends the admission of one plugin; the others go on. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient PluginReport.Refusal refusal;

  RefusedException(String cause, String remedy) {
    this(cause, remedy, null);
  }

  RefusedException(String cause, String remedy, Throwable thrown) {
    super(cause, thrown);
    this.refusal = new PluginReport.Refusal(cause, remedy);
  }

  PluginReport.Refusal refusal() {
    return refusal;
  }
}
