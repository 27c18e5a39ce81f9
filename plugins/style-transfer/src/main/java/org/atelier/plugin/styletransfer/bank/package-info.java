/** The stage {@code style-bank}, which describes styles by the features of a network. */
package org.atelier.plugin.styletransfer.bank;
