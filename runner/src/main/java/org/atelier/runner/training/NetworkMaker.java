package org.atelier.runner.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.nio.file.Path;
import java.util.function.Function;
import org.atelier.api.ComponentSpec;
import org.atelier.api.DatasetContents;
import org.atelier.api.Model;
import org.atelier.api.ModelManifest;
import org.atelier.api.ModelManifest.Normalisation;
import org.atelier.api.Reference;
import org.atelier.api.TrainedModel;
import org.atelier.api.service.Compute;
import org.atelier.api.service.Network;
import org.atelier.api.service.Networks;
import org.atelier.api.service.RandomStreams;
import org.atelier.runner.plugin.ContractException;

/** Makes networks on the run's device, and opens those that {@link Network#save} wrote. */
public final class NetworkMaker implements Networks {
  private final Compute compute;
  private final RandomStreams streams;
  private final Function<ComponentSpec, Model> models;

  /**
   * Makes a maker for one stage.
   *
   * @param compute where the parameters live
   * @param streams where the parameters' initial values come from
   * @param models makes the model component that a saved network names; throws a {@link
   *     org.atelier.api.UserException} if its plugin is missing and an {@link
   *     IllegalArgumentException} if its settings are not understood
   */
  public NetworkMaker(
      Compute compute, RandomStreams streams, Function<ComponentSpec, Model> models) {
    this.compute = compute;
    this.streams = streams;
    this.models = models;
  }

  @Override
  public Network create(Reference<Model> model, DatasetContents data, int channels) {
    ModelManifest manifest =
        new ModelManifest(
            model.spec(),
            channels,
            data.height(),
            data.width(),
            data.resize(),
            Normalisation.UNIT,
            data.classNames(),
            "");
    int classes = data.classNames().size();
    Function<Shape, Block> architecture = image -> network(model.get(), image, classes);
    Block block = architecture.apply(image(manifest));
    NDManager manager = compute.newManager();
    try {
      EngineSeed.set(compute, streams.seed("initial-parameters"));
      block.initialize(manager, DataType.FLOAT32, batchOfOne(manifest));
      return new EngineNetwork(manifest, architecture, block, manager);
    } catch (RuntimeException | Error e) {
      manager.close();
      throw e;
    }
  }

  @Override
  public Network open(TrainedModel trained) {
    ModelFolder folder = new ModelFolder(trained.folder());
    ModelManifest manifest = folder.manifest();
    if (!manifest.parametersSha256().equals(trained.manifest().parametersSha256())) {
      throw folder.damaged("it was written anew since the stage that trains it ended", null);
    }
    ParameterFile file = folder.parameters();
    file.check(manifest.parametersSha256());
    Model model = model(folder, manifest);
    int classes = manifest.classNames().size();
    Function<Shape, Block> architecture = image -> network(model, image, classes);
    Block block = architecture.apply(image(manifest));
    NDManager manager = compute.newManager();
    try (NDManager blank = compute.newManager()) {
      block.setInitializer(file.blankParameters(), parameter -> true);
      block.initialize(blank, DataType.FLOAT32, batchOfOne(manifest));
      file.load(block, manager);
      return new EngineNetwork(manifest, architecture, block, manager);
    } catch (RuntimeException | Error e) {
      manager.close();
      throw e;
    }
  }

  @Override
  public TrainedModel find(Path folder) {
    return SavedModels.only(folder);
  }

  private Model model(ModelFolder folder, ModelManifest manifest) {
    try {
      return models.apply(manifest.model());
    } catch (IllegalArgumentException e) {
      throw folder.damaged(
          "the settings of its model '%s' are not understood: %s"
              .formatted(manifest.model().type(), e.getMessage()),
          e);
    }
  }

  private static Block network(Model model, Shape image, int classes) {
    Block block = model.network(image, classes);
    if (block == null) {
      throw ContractException.of(model, "makes no network but null");
    }
    return block;
  }

  private static Shape image(ModelManifest manifest) {
    return new Shape(manifest.channels(), manifest.height(), manifest.width());
  }

  private static Shape batchOfOne(ModelManifest manifest) {
    return new Shape(1, manifest.channels(), manifest.height(), manifest.width());
  }
}
