/** What training a classifier makes small, and how it weighs classes. */
package org.atelier.plugin.classifier.loss;
