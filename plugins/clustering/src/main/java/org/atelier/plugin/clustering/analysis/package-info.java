/** The stages that say what clusters mean: measures, tables, figures and a page to explore. */
package org.atelier.plugin.clustering.analysis;
