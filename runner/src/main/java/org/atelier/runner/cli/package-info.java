/** The command line, and the composition root. */
package org.atelier.runner.cli;
