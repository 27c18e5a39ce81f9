/** From a plan to a Guice injector; the only package that knows Guice. */
package org.atelier.runner.wiring;
