/** Random changes of training images, pixel by pixel in plain arrays. */
package org.atelier.runner.training.augmentation;
