/**
 * Fast transfer: one network for all styles, which makes a picture in one pass.
 *
 * <p>{@link org.atelier.plugin.styletransfer.fast.StyleNetwork} is the network, {@link
 * org.atelier.plugin.styletransfer.fast.TrainFastStyle} the stage that trains it.
 */
package org.atelier.plugin.styletransfer.fast;
