/**
 * Style transfer by embeddings of pixels: an image is learned for each class, and a network makes
 * pictures that are near to the content and near to the image of a class.
 */
package org.atelier.plugin.styletransfer.embedding;
