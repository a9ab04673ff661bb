package io.endpointslice.cli.cluster;

import io.endpointslice.model.LegacyEndpoints;
import tools.jackson.databind.node.ObjectNode;

/**
 * A legacy Endpoints object that exists.
 *
 * @param endpoints what the rules see of it
 * @param raw all of it, as it came; never changed
 */
public record EndpointsObject(LegacyEndpoints endpoints, ObjectNode raw) {}
