/** The host services that write: figures, tables, JSON, and files that become visible whole. */
package org.atelier.runner.output;
