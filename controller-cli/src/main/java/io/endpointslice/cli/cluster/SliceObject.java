package io.endpointslice.cli.cluster;

import io.endpointslice.model.Slice;
import tools.jackson.databind.node.ObjectNode;

/**
 * An EndpointSlice that exists.
 *
 * @param slice what the rules see of it
 * @param raw all of it, as it came; never changed
 */
public record SliceObject(Slice slice, ObjectNode raw) {}
