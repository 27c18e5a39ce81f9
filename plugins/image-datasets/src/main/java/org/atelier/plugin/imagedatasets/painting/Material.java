package org.atelier.plugin.imagedatasets.painting;

/** What a part of a scene is made of; a {@link Palette} says which colours that has in a style. */
enum Material {
  SKY(Form.DISTANCE),
  CLOUD(Form.ROUND),
  SUN(Form.PLANE),
  FAR_HILL(Form.PLANE),
  HILL(Form.PLANE),
  GROUND(Form.DISTANCE),
  PATH(Form.PLANE),
  WATER(Form.DISTANCE),
  FOLIAGE(Form.ROUND),
  TRUNK(Form.PLANE),
  WALL(Form.PLANE),
  ROOF(Form.PLANE),
  WINDOW(Form.PLANE),
  SAIL(Form.PLANE),
  STONE(Form.PLANE),
  BACKDROP(Form.PLANE),
  TABLE(Form.PLANE),
  LINEN(Form.FOLDS),
  CLOTH(Form.FOLDS),
  SECOND_CLOTH(Form.FOLDS),
  SKIN(Form.ROUND),
  SHADE(Form.PLANE),
  HAIR(Form.ROUND),
  LIP(Form.PLANE),
  EYE(Form.PLANE),
  FRUIT(Form.ROUND),
  POT(Form.ROUND),
  FLOWER(Form.ROUND),
  METAL(Form.PLANE),
  ANIMAL(Form.ROUND);

  /** How light falls on it. */
  enum Form {
    /** An even face. */
    PLANE,
    /** A swelling body: lit on one side, shaded on the other. */
    ROUND,
    /** Hanging cloth. */
    FOLDS,
    /** Space that pales towards the horizon. */
    DISTANCE
  }

  private final Form form;

  Material(Form form) {
    this.form = form;
  }

  Form form() {
    return form;
  }
}
