/** The stage {@code compare-evaluations}: several evaluations in one table and one figure. */
package org.atelier.plugin.classifier.compare;
