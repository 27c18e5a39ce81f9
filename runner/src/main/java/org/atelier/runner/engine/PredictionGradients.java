package org.atelier.runner.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.mxnet.engine.MxGradientCollector;
import ai.djl.mxnet.engine.MxNDArray;
import ai.djl.mxnet.jna.LibUtils;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;

/** Collects gradients of networks that run as in prediction. */
public final class PredictionGradients {
  private PredictionGradients() {}

  /**
   * Returns a collector on one engine.
   *
   * @param engine the engine that runs
   */
  public static GradientCollector collector(Engine engine) {
    GradientCollector collector = engine.newGradientCollector();
    return engine.getEngineName().equals(EngineName.MXNET.title())
        ? new MxNetCollector(collector)
        : collector;
  }

  /**
   * DJL's collector for MXNet is for training, forward and back: dropout and normalisation refuse
   * to do anything else, and the way back gives normalisation the gradient that it has in training.
   * So the way forward is told otherwise, and the way back asks MXNet itself.
   */
  private static final class MxNetCollector implements GradientCollector {
    /** Symbols of the library stay its own, as where DJL loads it. */
    private static final Map<String, Integer> LAZILY = Map.of(Library.OPTION_OPEN_FLAGS, 1);

    private final GradientCollector recording;

    MxNetCollector(GradientCollector recording) {
      this.recording = recording;
      MxGradientCollector.setTraining(false);
    }

    @Override
    public void backward(NDArray target) {
      Function backward =
          NativeLibrary.getInstance(LibUtils.getLibName(), LAZILY)
              .getFunction("MXAutogradBackwardEx");
      PointerByReference outputs = new PointerByReference(((MxNDArray) target).getHandle());
      // One output, whose own gradient is one; into the arrays that ask for gradients; the graph
      // neither kept nor extended; not in training.
      int failed =
          backward.invokeInt(
              new Object[] {
                1, outputs, Pointer.NULL, 0, Pointer.NULL, 0, 0, 0, Pointer.NULL, Pointer.NULL
              });
      if (failed != 0) {
        throw new EngineException("MXNet cannot compute the gradient");
      }
    }

    @Override
    public void zeroGradients() {
      recording.zeroGradients();
    }

    @Override
    public void close() {
      recording.close();
    }
  }
}
