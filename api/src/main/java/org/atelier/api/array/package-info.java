/** Arrays in numpy's file format, and the encodings of images that are kept in it. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.atelier.api.array;
