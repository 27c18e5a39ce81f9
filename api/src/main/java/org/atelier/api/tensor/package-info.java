/** What DJL's engine bindings lack or get wrong, wrapped once for both engines. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.atelier.api.tensor;
