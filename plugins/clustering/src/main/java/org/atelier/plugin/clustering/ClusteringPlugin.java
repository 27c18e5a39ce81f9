package org.atelier.plugin.clustering;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import org.atelier.api.Component;
import org.atelier.api.Encodings;
import org.atelier.api.Plugin;
import org.atelier.plugin.clustering.analysis.AnalyseClusters;
import org.atelier.plugin.clustering.analysis.ClusterAnalysis;
import org.atelier.plugin.clustering.analysis.CompareClusters;
import org.atelier.plugin.clustering.encodings.EncodePixels;
import org.atelier.plugin.clustering.encodings.OpenEncodings;
import org.atelier.plugin.clustering.partition.Cluster;

/** Lists what this jar offers. */
@ServiceProvider(Plugin.class)
public final class ClusteringPlugin implements Plugin {
  @Override
  public List<Component<?>> components() {
    return List.of(
        Component.stage(
            "encode-pixels",
            "Takes the pixels of each image for its encoding, to compare networks' codes with.",
            EncodePixels.Settings.class,
            EncodePixels.class,
            Encodings.class),
        Component.stage(
            "open-encodings",
            "Takes encodings of a dataset's images from a .npy file.",
            OpenEncodings.Settings.class,
            OpenEncodings.class,
            Encodings.class),
        Component.stage(
            "cluster",
            "Divides encodings of images into clusters: standard scaling, principal components, then"
                + " k-means, Ward's method or DBSCAN.",
            Cluster.Settings.class,
            Cluster.class,
            Clusters.class),
        Component.stage(
            "analyse-clusters",
            "Says what clusters have to do with classes: measures beside those of shuffled labels,"
                + " tables, figures, contact sheets and a page to explore.",
            AnalyseClusters.Settings.class,
            AnalyseClusters.class,
            ClusterAnalysis.class),
        Component.stage(
            "compare-clusters",
            "Puts analyses of several clusterings into one table.",
            CompareClusters.Settings.class,
            CompareClusters.class,
            CompareClusters.Comparison.class));
  }
}
