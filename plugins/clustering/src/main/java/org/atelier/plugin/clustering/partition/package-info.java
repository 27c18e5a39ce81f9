/** The stage that clusters encodings, and its methods. */
package org.atelier.plugin.clustering.partition;
