package org.atelier.plugin.imagedatasets.painting;

/** The visible rule of one style. */
@FunctionalInterface
interface Style {

  /** Covers the whole canvas with one painting. */
  void paint(Canvas canvas, Chance chance);
}
