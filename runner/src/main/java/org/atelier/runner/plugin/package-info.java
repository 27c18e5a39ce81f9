/** From plugin jars to a catalog of components; the only package that knows OSGi. */
package org.atelier.runner.plugin;
