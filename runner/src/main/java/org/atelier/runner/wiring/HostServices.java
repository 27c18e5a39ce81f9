package org.atelier.runner.wiring;

import java.util.function.Function;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Model;
import org.atelier.api.service.Compute;
import org.atelier.api.service.FileTrust;
import org.atelier.api.service.Progress;
import org.atelier.api.service.RandomStreams;
import org.atelier.api.service.Warnings;

/**
 * What one component's host services are made from.
 *
 * @param compute the engine and the device
 * @param progress shows progress
 * @param files how far what is remembered of files may be trusted
 * @param warnings warns the user
 * @param randomStreams the component's own random streams
 * @param models makes the model that a saved network names
 */
record HostServices(
    Compute compute,
    Progress progress,
    FileTrust files,
    Warnings warnings,
    RandomStreams randomStreams,
    Function<ComponentSpec, Model> models) {}
