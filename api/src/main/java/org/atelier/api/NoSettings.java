package org.atelier.api;

/** The settings record of a component that has none. */
public record NoSettings() {}
