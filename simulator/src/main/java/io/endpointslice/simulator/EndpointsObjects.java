package io.endpointslice.simulator;

import com.google.common.collect.ImmutableList;
import io.endpointslice.config.ControllerName;
import io.endpointslice.legacy.EndpointsPlanner;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.plan.Write;
import io.endpointslice.state.ClusterState;
import io.endpointslice.sync.EndpointsLoop;
import io.endpointslice.sync.Loop;
import java.util.Optional;

/** The legacy Endpoints of a run's Services, written by the product's own loop as if every write were seen at once. */
final class EndpointsObjects implements Playback.Controller {
    private final ClusterState state;
    private final EndpointsLoop loop;
    private long version;
    private int writes;
    private long bytes;

    EndpointsObjects(ClusterState state) {
        this.state = state;
        this.loop = new EndpointsLoop(state, new EndpointsPlanner());
    }

    @Override
    public ControllerName name() {
        return ControllerName.ENDPOINTS;
    }

    /** It does not count. */
    @Override
    public void begin(ServiceKey service) {
        write(service, false);
    }

    @Override
    public int sync(ServiceKey service, long nowMillis) {
        return write(service, true);
    }

    /** The loop deletes what it leaves behind (L1). */
    @Override
    public void gone(ServiceKey service, long nowMillis) {}

    private int write(ServiceKey service, boolean counts) {
        Optional<Loop.Task> task = loop.look(service);
        if (task.isEmpty()) {
            return 0;
        }
        ImmutableList<? extends Write> made = task.get().plan().writes();
        for (Write write : made) {
            EndpointsWrite change = (EndpointsWrite) write;
            long sent = apply(change);
            if (counts) {
                writes++;
                bytes += sent;
            }
        }
        task.get().remember();
        return made.size();
    }

    /** How many bytes of subsets it sends. */
    private long apply(EndpointsWrite write) {
        if (write instanceof EndpointsWrite.Delete delete) {
            ServiceKey service = delete.endpoints().service();
            state.deleted(ControllerName.ENDPOINTS, service, delete.meta());
            state.endpointsGone(service);
            return 0;
        }
        store(write.endpoints());
        return Payload.bytes(write.endpoints());
    }

    private void store(LegacyEndpoints endpoints) {
        version++;
        Metadata meta = endpoints.meta();
        Metadata stored = meta.storedAs(meta.name(), "uid-" + meta.name(), Long.toString(version), meta.generation());
        state.wrote(ControllerName.ENDPOINTS, endpoints.service(), stored);
        state.endpointsSeen(new LegacyEndpoints(stored, endpoints.subsets()));
    }

    EndpointsTotals totals() {
        return new EndpointsTotals(writes, bytes);
    }
}
