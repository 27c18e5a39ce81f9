package org.atelier.plugin.clustering.partition;

/** How points are put into clusters. */
public enum Method {
  /** k-means with k-means++ seeding (Arthur and Vassilvitskii 2007), the best of several starts. */
  K_MEANS,
  /** Agglomerative clustering that joins what adds least to the squared distances (Ward 1963). */
  WARD,
  /** Dense regions, and noise between them (Ester et al. 1996). */
  DBSCAN
}
