package org.atelier.plugin.autoencoder;

import java.util.List;
import org.atelier.api.Component;
import org.atelier.api.NoSettings;
import org.atelier.api.Plugin;

/** Offers images of a few pixels. */
public final class TinyGreysPlugin implements Plugin {
  @Override
  public List<Component<?>> components() {
    return List.of(
        Component.dataset(
            "tiny-greys", "Six images of 5 x 3 pixels.", NoSettings.class, TinyGreys.class));
  }
}
