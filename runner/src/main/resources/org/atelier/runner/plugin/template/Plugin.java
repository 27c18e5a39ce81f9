package @PACKAGE@;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import org.atelier.api.Component;
import org.atelier.api.Plugin;

/** Lists what this plugin offers. */
@ServiceProvider(Plugin.class)
public final class @CLASS@Plugin implements Plugin {
  @Override
  public List<Component<?>> components() {
    return List.of(
        Component.model(
            "@NAME@-model",
            "One convolution, an average over the image, and a linear layer.",
            @CLASS@Model.Settings.class,
            @CLASS@Model.class));
  }
}
