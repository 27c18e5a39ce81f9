/**
 * The host services that train: networks, batches read ahead, random streams and the one fit loop.
 */
package org.atelier.runner.training;
