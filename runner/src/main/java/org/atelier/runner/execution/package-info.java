/** Runs the planned stages in order and records the run. */
package org.atelier.runner.execution;
