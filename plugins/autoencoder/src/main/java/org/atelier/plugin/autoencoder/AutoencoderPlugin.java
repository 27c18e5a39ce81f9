package org.atelier.plugin.autoencoder;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import org.atelier.api.Component;
import org.atelier.api.Encodings;
import org.atelier.api.Plugin;
import org.atelier.plugin.autoencoder.encode.EncodeImages;

/** Lists what this jar offers. */
@ServiceProvider(Plugin.class)
public final class AutoencoderPlugin implements Plugin {
  @Override
  public List<Component<?>> components() {
    return List.of(
        Component.stage(
            "encode",
            "Turns each image of a dataset into a row of numbers: an autoencoder's code, or the"
                + " features that a classifier decides by.",
            EncodeImages.Settings.class,
            EncodeImages.class,
            Encodings.class));
  }
}
