/** Which images each epoch takes, and which are held back for validation. */
package org.atelier.plugin.classifier.sampling;
