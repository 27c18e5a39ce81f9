package org.atelier.api.service;

import org.osgi.annotation.versioning.ProviderType;

/** How far what is remembered of files from earlier runs may be trusted. */
@ProviderType
public interface FileTrust {
  /**
   * Tells whether a file whose size and times are as they were may be taken for unchanged. If not,
   * the user wants it to be read again, and what is known of its content to be made anew.
   */
  boolean bySizeAndTime();
}
