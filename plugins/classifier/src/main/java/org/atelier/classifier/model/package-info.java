/** The networks. */
package org.atelier.classifier.model;
