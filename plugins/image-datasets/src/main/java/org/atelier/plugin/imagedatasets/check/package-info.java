/** The stage {@code check-dataset}: counts, sizes, broken files, duplicates and leaking groups. */
package org.atelier.plugin.imagedatasets.check;
