/** The plugin that classifies images: its entry point; one package below for each concern. */
package org.atelier.plugin.classifier;
