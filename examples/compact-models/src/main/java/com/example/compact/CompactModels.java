package com.example.compact;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import org.atelier.api.Component;
import org.atelier.api.Plugin;

/** Lists what this plugin offers. */
@ServiceProvider(Plugin.class)
public final class CompactModels implements Plugin {
  @Override
  public List<Component<?>> components() {
    return List.of(
        Component.model(
            "compact-cnn",
            "A small network of depthwise separable convolutions, for any image size.",
            CompactCnn.Settings.class,
            CompactCnn.class),
        Component.loss(
            "poly-loss",
            "Cross-entropy to which the probability of being wrong is added (Poly-1).",
            PolyLoss.Settings.class,
            PolyLoss.class));
  }
}
