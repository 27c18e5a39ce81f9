package org.atelier.api.service;

import java.nio.file.Path;
import org.atelier.api.DatasetContents;
import org.atelier.api.Model;
import org.atelier.api.Reference;
import org.atelier.api.TrainedModel;
import org.osgi.annotation.versioning.ProviderType;

/** Makes networks from models and opens trained ones. */
@ProviderType
public interface Networks {
  /**
   * Makes a network for some data, its parameters initialised from the stage's random streams.
   *
   * @param model the recipe
   * @param data gives the input size and the classes
   * @throws org.atelier.api.UserException if the model does not fit the data
   */
  default Network create(Reference<Model> model, DatasetContents data) {
    return create(model, data, 3);
  }

  /**
   * Makes a network that is given more than an image: other images stacked on it on the channel
   * axis.
   *
   * @param model the recipe
   * @param data gives the input's height and width and the classes
   * @param channels channels of the input: three of the image, then the others
   * @throws org.atelier.api.UserException if the model does not fit the data
   */
  Network create(Reference<Model> model, DatasetContents data, int channels);

  /**
   * Opens a trained network.
   *
   * @throws org.atelier.api.UserException if the folder is damaged or its model's plugin is missing
   */
  Network open(TrainedModel model);

  /**
   * Finds a trained network on disk.
   *
   * @param folder a model folder, or the folder of a stage or of a run with one model folder in it
   * @throws org.atelier.api.UserException if there is none or more than one, or if what it says of
   *     itself is damaged
   */
  TrainedModel find(Path folder);
}
