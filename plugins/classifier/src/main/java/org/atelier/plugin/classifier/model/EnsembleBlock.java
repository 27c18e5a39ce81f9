package org.atelier.plugin.classifier.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import java.util.SplittableRandom;
import org.atelier.api.training.LearnsFromData;

/** The network of {@link Ensemble}: images {@code (N, C, H, W)} to log-probabilities. */
final class EnsembleBlock extends AbstractBlock implements LearnsFromData {
  private static final byte VERSION = 1;

  /** Added to probabilities, so that all have a logarithm. */
  private static final float LEAST = 1e-30f;

  private static final int CLASS_AXIS = 1;

  private final List<Block> members;
  private final int classes;

  EnsembleBlock(List<Block> members, int classes) {
    super(VERSION);
    this.members = List.copyOf(members);
    this.classes = classes;
    for (int index = 0; index < members.size(); index++) {
      addChildBlock("Member" + (index + 1), members.get(index));
    }
  }

  @Override
  public void learn(Images images, SplittableRandom random) throws InterruptedException {
    for (Block member : members) {
      if (member instanceof LearnsFromData) {
        ((LearnsFromData) member).learn(images, random.split());
      }
    }
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray sum = null;
    for (Block member : members) {
      NDArray output = member.forward(parameters, inputs, training).singletonOrThrow();
      NDArray probabilities = output.logSoftmax(CLASS_AXIS).exp();
      sum = sum == null ? probabilities : sum.add(probabilities);
    }
    return new NDList(sum.div(members.size()).add(LEAST).log());
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), classes)};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputs) {
    members.forEach(member -> member.initialize(manager, dataType, inputs));
  }
}
