/**
 * From a definition and a catalog to a checked plan, or to all problems at once. Nothing is
 * constructed here but settings records.
 */
package org.atelier.runner.plan;
