/** Shows where in an image a classifier sees a class. */
package org.atelier.plugin.classifier.explain;
