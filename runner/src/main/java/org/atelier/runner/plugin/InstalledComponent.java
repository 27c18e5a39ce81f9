package org.atelier.runner.plugin;

import org.atelier.api.Component;

/**
 * A component and the plugin that offers it.
 *
 * @param component the component
 * @param plugin the active plugin
 */
public record InstalledComponent(Component<?> component, PluginReport plugin) {}
