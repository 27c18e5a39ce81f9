/**
 * What a plugin sees: the four component interfaces ({@link org.atelier.api.Dataset}, {@link
 * org.atelier.api.Model}, {@link org.atelier.api.Loss}, {@link org.atelier.api.Stage}), the entry
 * point {@link org.atelier.api.Plugin}, how settings are declared, and the artifacts that stages
 * hand to each other.
 */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.atelier.api;
