/** Stages that open what stages of earlier runs have left, so that other stages can use it. */
package org.atelier.plugin.styletransfer.open;
