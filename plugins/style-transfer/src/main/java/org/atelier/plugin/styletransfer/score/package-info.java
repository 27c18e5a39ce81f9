/** The stage {@code evaluate-style-transfer}, which says how well styles were transferred. */
package org.atelier.plugin.styletransfer.score;
