package org.atelier.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a stage puts out and another takes in: a record of plain values and of {@link
 * java.nio.file.Path}s of files in the stage's folder.
 *
 * <p>An artifact is a handle, small whatever the size of the data. The runner writes it as JSON,
 * its paths relative to the stage's folder, and makes it again from that file; so a stage's output
 * outlives the process. The files are in open formats (NPY, CSV, JSON, PNG, DJL parameters).
 */
@ConsumerType
public interface Artifact {}
