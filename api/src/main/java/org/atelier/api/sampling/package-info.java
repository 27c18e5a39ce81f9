/** Which images of a dataset are trained on, which are held back, and which an epoch takes. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.atelier.api.sampling;
