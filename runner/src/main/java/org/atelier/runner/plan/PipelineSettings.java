package org.atelier.runner.plan;

import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.atelier.api.Setting;

/** The settings of a pipeline as a whole, at the top of its file. */
record PipelineSettings(
    @Setting("name of the pipeline and of the folder of its runs; by default the file's name")
        Optional<@Pattern(regexp = NAME, message = NAME_RULE) String> pipeline,
    @Setting(value = "what every random number derives from", defaultValue = "2326") long seed,
    @Setting(
            value = "engine that computes; auto takes the fastest that works on this computer",
            defaultValue = "auto")
        EngineName engine,
    @Setting(
            value = "device to compute on; auto takes a GPU if the engine can use one",
            defaultValue = "auto")
        @Pattern(regexp = "auto|cpu|gpu(:[0-9]{1,3})?", message = "auto, cpu, gpu or gpu:N")
        String device) {

  /** What names of pipelines and of components look like: they become names of folders. */
  static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]*";

  /** The same in words, after "must be". */
  static final String NAME_RULE =
      "made of letters, digits, '-' and '_', beginning with a letter or digit";

  /** The engines. */
  enum EngineName {
    AUTO,
    MXNET,
    PYTORCH
  }
}
