/** Reads parameters that others trained, from files that are not trusted. */
package org.atelier.plugin.classifier.weights;
