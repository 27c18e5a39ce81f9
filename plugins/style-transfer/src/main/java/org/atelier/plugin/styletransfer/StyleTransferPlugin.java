package org.atelier.plugin.styletransfer;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import org.atelier.api.Component;
import org.atelier.api.Plugin;

/** Lists what this jar offers. */
@ServiceProvider(Plugin.class)
public final class StyleTransferPlugin implements Plugin {
  @Override
  public List<Component<?>> components() {
    return List.of();
  }
}
