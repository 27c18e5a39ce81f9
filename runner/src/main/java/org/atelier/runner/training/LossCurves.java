package org.atelier.runner.training;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.atelier.api.StageContext;
import org.atelier.api.result.CsvWriter;
import org.atelier.api.result.LineChart;
import org.atelier.api.result.LineChart.Line;
import org.atelier.api.result.Table;
import org.atelier.api.training.TrainingHistory.Epoch;
import org.atelier.runner.output.WholeFile;

/** Writes how the loss went: {@code training.csv} after each epoch, the chart at the end. */
final class LossCurves {
  private static final String NAME = "training";

  private final StageContext context;

  LossCurves(StageContext context) {
    this.context = context;
  }

  /** Writes the table so far, so that there is something to see while training goes on. */
  void keepUp(List<Epoch> epochs) throws IOException {
    Table table = table(epochs);
    WholeFile.write(
        context.folder().resolve(NAME + ".csv"),
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          CsvWriter.write(table, writer);
          writer.flush();
        });
  }

  /** Reports chart and table as the stage's results. */
  void report(List<Epoch> epochs) throws IOException {
    context.results().add(NAME, chart(epochs));
    context.results().add(NAME, table(epochs));
  }

  private static Table table(List<Epoch> epochs) {
    List<List<Object>> rows = new ArrayList<>();
    for (Epoch epoch : epochs) {
      OptionalDouble validation = epoch.validationLoss();
      rows.add(
          List.of(
              epoch.epoch(),
              epoch.trainingLoss(),
              validation.isPresent() ? (Object) validation.getAsDouble() : "",
              epoch.learningRate(),
              rounded(epoch.seconds(), 1000),
              rounded(epoch.images() / epoch.seconds(), 10)));
    }
    return new Table(
        "Training, epoch by epoch",
        List.of(
            "epoch",
            "training_loss",
            "validation_loss",
            "learning_rate",
            "seconds",
            "images_per_second"),
        rows);
  }

  private static double rounded(double value, int parts) {
    return (double) Math.round(value * parts) / parts;
  }

  private static LineChart chart(List<Epoch> epochs) {
    List<Line> lines = new ArrayList<>();
    lines.add(line("training", epochs, epoch -> OptionalDouble.of(epoch.trainingLoss())));
    if (epochs.stream().anyMatch(epoch -> epoch.validationLoss().isPresent())) {
      lines.add(line("validation", epochs, Epoch::validationLoss));
    }
    return new LineChart("Loss while training", "epoch", "mean loss", lines);
  }

  private static Line line(String name, List<Epoch> epochs, Function<Epoch, OptionalDouble> loss) {
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    for (Epoch epoch : epochs) {
      loss.apply(epoch)
          .ifPresent(
              value -> {
                xs.add((double) epoch.epoch());
                ys.add(value);
              });
    }
    return new Line(name, xs, ys);
  }
}
