/**
 * From the bytes of an image file to {@code uint8} planes of a fixed size: what the file is, how
 * large it claims to be, which way is up, its colours, its new size.
 */
package org.atelier.plugin.imagedatasets.decoding;
