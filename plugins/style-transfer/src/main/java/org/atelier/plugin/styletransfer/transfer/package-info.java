/** The stage {@code transfer-style}, which makes pictures by any of the methods. */
package org.atelier.plugin.styletransfer.transfer;
