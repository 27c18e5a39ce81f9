package org.atelier.plugin.classifier;

import java.util.List;
import org.atelier.api.Component;
import org.atelier.api.Plugin;
import org.atelier.plugin.classifier.explain.PatchImages;

/** Offers data that is easy to learn. */
public final class ColouredSquaresPlugin implements Plugin {
  @Override
  public List<Component<?>> components() {
    return List.of(
        Component.dataset(
            "coloured-squares",
            "Squares in the colour of their class on a grey ground.",
            ColouredSquares.Settings.class,
            ColouredSquares.class),
        Component.dataset(
            "patch-images",
            "Noise, with a red patch or without.",
            PatchImages.Settings.class,
            PatchImages.class));
  }
}
