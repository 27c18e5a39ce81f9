/**
 * From YAML text to a pipeline definition with the position of every value; the only package that
 * knows SnakeYAML.
 */
package org.atelier.runner.definition;
