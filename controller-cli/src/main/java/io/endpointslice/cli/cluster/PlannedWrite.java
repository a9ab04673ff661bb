package io.endpointslice.cli.cluster;

import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.SliceWrite;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One write of a plan as it would meet the cluster.
 *
 * @param name of the slice; for a create, a name as the API server might make it
 * @param before the object that stands; absent for a create
 * @param sent the object that would be sent, with its preconditions; for a delete, the object that goes
 * @param after what would stand then; absent for a delete
 */
public record PlannedWrite(
        ServiceKey service,
        SliceWrite write,
        String name,
        Optional<SliceObject> before,
        ObjectNode sent,
        Optional<ObjectNode> after) {}
