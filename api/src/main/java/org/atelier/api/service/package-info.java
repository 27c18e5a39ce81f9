/**
 * Host services: what the runner does for components, injected into their constructors like
 * anything else.
 */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.atelier.api.service;
