package org.atelier.plugin.clustering.analysis;

import jakarta.inject.Inject;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.atelier.api.Artifact;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.api.Stage;
import org.atelier.api.StageContext;
import org.atelier.api.result.Table;
import org.atelier.plugin.clustering.analysis.ClusterAnalysis.Measure;

/** The stage {@code compare-clusters}: puts analyses of several clusterings into one table. */
public final class CompareClusters implements Stage<CompareClusters.Comparison> {
  private final Settings settings;

  /**
   * What to compare.
   *
   * @param analyses the analyses
   */
  public record Settings(
      @Setting("stages that analyse clusters") @Size(min = 1)
          List<Reference<ClusterAnalysis>> analyses) {}

  /**
   * What was compared.
   *
   * @param analyses the stages, in the order of the rows
   */
  public record Comparison(List<String> analyses) implements Artifact {
    /** Copies the names. */
    public Comparison {
      analyses = List.copyOf(analyses);
    }
  }

  /** Makes the stage. */
  @Inject
  public CompareClusters(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Comparison run(StageContext context) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    for (Reference<ClusterAnalysis> analysis : settings.analyses()) {
      analysis.get().measures().forEach(measure -> names.add(measure.name()));
    }
    List<String> columns =
        new ArrayList<>(List.of("stage", "encoder", "method", "images", "clusters"));
    for (String name : names) {
      columns.addAll(List.of(name, name + " shuffled", name + " 2.5%", name + " 97.5%"));
    }
    List<List<Object>> rows = new ArrayList<>();
    for (Reference<ClusterAnalysis> analysis : settings.analyses()) {
      rows.add(row(analysis.name(), analysis.get(), names));
    }
    context
        .results()
        .add(
            "comparison",
            new Table("Agreement of clusters and classes beside shuffled labels", columns, rows));
    return new Comparison(settings.analyses().stream().map(Reference::name).toList());
  }

  private static List<Object> row(String stage, ClusterAnalysis analysis, Set<String> names) {
    Map<String, Measure> measures = new LinkedHashMap<>();
    analysis.measures().forEach(measure -> measures.put(measure.name(), measure));
    List<Object> row = new ArrayList<>();
    row.addAll(
        List.of(
            stage, analysis.encoder(), analysis.method(), analysis.images(), analysis.clusters()));
    for (String name : names) {
      Measure measure = measures.get(name);
      row.addAll(
          measure == null
              ? List.of("", "", "", "")
              : List.of(measure.value(), measure.shuffled(), measure.low(), measure.high()));
    }
    return row;
  }
}
