package org.atelier.api.service;

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
  Network create(Reference<Model> model, DatasetContents data);

  /**
   * Opens a trained network.
   *
   * @throws org.atelier.api.UserException if the folder is damaged or its model's plugin is missing
   */
  Network open(TrainedModel model);
}
