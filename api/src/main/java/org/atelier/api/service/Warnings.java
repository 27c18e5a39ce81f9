package org.atelier.api.service;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells the user of something that does not stop the run but that they will want to know, such as
 * images that were left out. It is shown with the results of the stage that runs. Safe for use by
 * several threads.
 */
@ProviderType
public interface Warnings {
  /**
   * Warns the user.
   *
   * @param message what happened and where, and what to do about it
   */
  void add(String message);
}
