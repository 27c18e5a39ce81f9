/**
 * What the ways to give an image a style have in common.
 *
 * <p>A way to do it implements {@link org.atelier.plugin.styletransfer.method.Transfer}. The stage
 * {@code transfer-style} (package {@code transfer}) chooses the images and the styles, asks the
 * method for one picture after another, and keeps them. To add a method: implement {@code Transfer}
 * in a package of its own, name it in the enumeration {@code Method} of that stage, give the stage
 * a setting for what the method needs, and open the method where the others are opened.
 */
package org.atelier.plugin.styletransfer.method;
