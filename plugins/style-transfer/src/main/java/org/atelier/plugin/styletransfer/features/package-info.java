/** What a network's features say of the content and of the style of an image. */
package org.atelier.plugin.styletransfer.features;
