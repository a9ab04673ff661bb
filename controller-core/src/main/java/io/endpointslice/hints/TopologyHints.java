package io.endpointslice.hints;

import io.endpointslice.model.Endpoint;
import io.endpointslice.model.ZoneCpu;
import io.endpointslice.model.ZoneHints;
import io.endpointslice.model.ZoneHints.Obstacle;
import java.util.Collection;
import java.util.Optional;

/** Whether there are hints by topology at all, and whether they still hold when Nodes have changed (H2 to H4). */
public final class TopologyHints {
    private TopologyHints() {}

    /**
     * What keeps the endpoints of an address type from having hints; empty if nothing does.
     *
     * @param ready the ready endpoints, over all port lists
     */
    public static Optional<Obstacle> obstacle(ZoneCpu cpu, Collection<Endpoint> ready) {
        Optional<Obstacle> obstacle = ZoneAllocation.obstacle(cpu, ready.size());
        boolean homeless = ready.stream().anyMatch(endpoint -> endpoint.zone().isEmpty());
        return obstacle.isEmpty() && homeless ? Optional.of(Obstacle.ENDPOINT_WITHOUT_ZONE) : obstacle;
    }

    /**
     * Whether what the last sync made of an address type is still right now that the Nodes are these. It is not when a zone
     * has fewer endpoints than its minimum now, when a zone of theirs is gone, or when hints have become possible.
     */
    public static boolean stillHold(ZoneHints hints, ZoneCpu now) {
        if (hints instanceof ZoneHints.Given given) {
            int endpoints = given.endpoints().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            return ZoneAllocation.obstacle(now, endpoints).isEmpty()
                    && ZoneAllocation.of(now, endpoints).isMetBy(given.endpoints());
        }
        ZoneHints.Withheld withheld = (ZoneHints.Withheld) hints;
        return withheld.obstacle() == Obstacle.ENDPOINT_WITHOUT_ZONE
                || ZoneAllocation.obstacle(now, withheld.endpoints()).isPresent();
    }
}
