package org.atelier.plugin.classifier.weights;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.Objects;

/**
 * A parameter of a network and where a weights file has its values.
 *
 * @param name the name in the file, such as {@code layer1.0.conv1.weight}
 * @param shape the shape that it must have there
 * @param parameter what takes the values
 */
public record StoredParameter(String name, Shape shape, Parameter parameter) {
  /** Checks that everything is there. */
  public StoredParameter {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(parameter, "parameter");
  }
}
