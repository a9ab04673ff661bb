package io.endpointslice.cli.cluster;

import io.endpointslice.config.ControllerName;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.plan.Write;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One write of a plan as it would meet the cluster.
 *
 * @param controller which would make it
 * @param name of the object; for the create of a slice, a name as the API server might make it
 * @param before the object that stands; absent for a create
 * @param sent the object that would be sent, with its preconditions; for a delete, the object that goes
 * @param after what would stand then; absent for a delete
 */
public record PlannedWrite(
        ControllerName controller,
        ServiceKey service,
        Write write,
        String name,
        Optional<ObjectNode> before,
        ObjectNode sent,
        Optional<ObjectNode> after) {
    /** The kind of the object: {@code EndpointSlice} or {@code Endpoints}. */
    public String kind() {
        return write instanceof EndpointsWrite ? "Endpoints" : "EndpointSlice";
    }

    /** {@code namespace/name}, with the kind in front of it if that is not EndpointSlice. */
    public String describe() {
        String name = service.namespace() + "/" + this.name;
        return write instanceof EndpointsWrite ? kind() + " " + name : name;
    }
}
