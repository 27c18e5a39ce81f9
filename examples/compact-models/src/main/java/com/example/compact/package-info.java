/** A plugin for Atelier: a compact network and the Poly-1 loss. */
package com.example.compact;
