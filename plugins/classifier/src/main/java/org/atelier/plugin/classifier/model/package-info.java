/** The networks. */
package org.atelier.plugin.classifier.model;
