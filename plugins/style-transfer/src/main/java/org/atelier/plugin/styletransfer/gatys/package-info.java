/**
 * Style transfer by changing the pixels of an image until its features say what they are to say
 * (Gatys, Ecker and Bethge 2016).
 */
package org.atelier.plugin.styletransfer.gatys;
