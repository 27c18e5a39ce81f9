/** The plugin's entry point: it lists the datasets of images that this jar offers. */
package org.atelier.plugin.imagedatasets;
