/** A plugin for Atelier: a compact network and the focal loss. */
package com.example.compact;
