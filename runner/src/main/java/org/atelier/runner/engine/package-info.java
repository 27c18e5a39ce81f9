/** Chooses, checks and starts the one engine of this process. */
package org.atelier.runner.engine;
