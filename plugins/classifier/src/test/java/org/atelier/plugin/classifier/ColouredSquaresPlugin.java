package org.atelier.plugin.classifier;

import java.util.List;
import org.atelier.api.Component;
import org.atelier.api.Plugin;

/** Offers data that is easy to learn. */
public final class ColouredSquaresPlugin implements Plugin {
  @Override
  public List<Component<?>> components() {
    return List.of(
        Component.dataset(
            "coloured-squares",
            "Squares in the colour of their class on a grey ground.",
            ColouredSquares.Settings.class,
            ColouredSquares.class));
  }
}
