package org.atelier.plugin.classifier.model;

import ai.djl.nn.Block;
import java.util.List;
import org.atelier.plugin.classifier.weights.StoredParameter;

/** A part of a network whose parameters a weights file can hold. */
interface BackboneBlock extends Block {
  /**
   * Returns the parameters with the names under which torchvision stores them.
   *
   * @param name the part's own name there, such as {@code layer1.0}
   */
  List<StoredParameter> stored(String name);
}
