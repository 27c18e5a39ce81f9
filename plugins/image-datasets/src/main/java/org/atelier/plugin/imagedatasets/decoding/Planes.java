package org.atelier.plugin.imagedatasets.decoding;

import java.nio.ByteBuffer;

/**
 * A decoded image of any proportions.
 *
 * @param height in pixels
 * @param width in pixels
 * @param bytes the red, the green and the blue plane (CHW), {@code 3 * height * width} bytes
 */
public record Planes(int height, int width, ByteBuffer bytes) {}
