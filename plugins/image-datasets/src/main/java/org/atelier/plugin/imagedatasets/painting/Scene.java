package org.atelier.plugin.imagedatasets.painting;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What a painting is of: patches from back to front, without any colour yet. */
final class Scene {

  private final List<Patch> patches = new ArrayList<>();
  private int variant;

  /** The next patches belong to another object. */
  Scene next() {
    variant++;
    return this;
  }

  Scene add(Material material, Shape shape) {
    patches.add(new Patch(material, shape, variant));
    return this;
  }

  Scene add(Scene other) {
    other.patches.forEach(
        patch ->
            patches.add(new Patch(patch.material(), patch.shape(), variant + patch.variant())));
    variant += other.variant + 1;
    return this;
  }

  List<Patch> patches() {
    return patches;
  }

  /** The parts of this scene made of certain materials. */
  Scene only(Predicate<Material> wanted) {
    Scene scene = new Scene();
    patches.stream().filter(patch -> wanted.test(patch.material())).forEach(scene.patches::add);
    scene.variant = variant;
    return scene;
  }

  /** The same scene, moved, magnified or turned. */
  Scene moved(AffineTransform transform) {
    return reshaped(transform::createTransformedShape);
  }

  /** The same scene seen in a mirror. */
  Scene mirrored() {
    return moved(new AffineTransform(-1, 0, 0, 1, 1, 0));
  }

  /** The same scene with every point moved by {@code bend}, which gets and returns {x, y}. */
  Scene bent(UnaryOperator<double[]> bend) {
    return reshaped(shape -> bent(shape, bend));
  }

  private Scene reshaped(UnaryOperator<Shape> change) {
    Scene scene = new Scene();
    patches.forEach(
        patch ->
            scene.patches.add(
                new Patch(patch.material(), change.apply(patch.shape()), patch.variant())));
    scene.variant = variant;
    return scene;
  }

  private static Shape bent(Shape shape, UnaryOperator<double[]> bend) {
    Path2D path = new Path2D.Double();
    double[] at = new double[6];
    for (PathIterator points = shape.getPathIterator(null); !points.isDone(); points.next()) {
      int kind = points.currentSegment(at);
      for (int i = 0; i < 6; i += 2) {
        double[] to = bend.apply(new double[] {at[i], at[i + 1]});
        at[i] = to[0];
        at[i + 1] = to[1];
      }
      switch (kind) {
        case PathIterator.SEG_MOVETO -> path.moveTo(at[0], at[1]);
        case PathIterator.SEG_LINETO -> path.lineTo(at[0], at[1]);
        case PathIterator.SEG_QUADTO -> path.quadTo(at[0], at[1], at[2], at[3]);
        case PathIterator.SEG_CUBICTO -> path.curveTo(at[0], at[1], at[2], at[3], at[4], at[5]);
        default -> path.closePath();
      }
    }
    return path;
  }
}
