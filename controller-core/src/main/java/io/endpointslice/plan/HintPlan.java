package io.endpointslice.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.hints.RehintSearch;
import io.endpointslice.hints.TopologyHints;
import io.endpointslice.hints.TrafficHints;
import io.endpointslice.hints.ZoneAllocation;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Hinting;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import io.endpointslice.model.ZoneCpu;
import io.endpointslice.model.ZoneHints;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The hints of one address type of a Service: which slices have to be written for them, and what they are (rules H). */
sealed interface HintPlan permits HintPlan.ByEndpoint, ZoneHintPlan {
    /**
     * The hints that those endpoints should have.
     *
     * @param zones the CPU of all Nodes, if hints by topology are asked for
     */
    static HintPlan of(Hinting hinting, ZoneCpu zones, Map<PortList, ImmutableList<Endpoint>> desired) {
        if (hinting != Hinting.TOPOLOGY_AUTO) {
            return new ByEndpoint(hinting, Optional.empty());
        }
        List<Endpoint> ready = desired.values().stream()
                .flatMap(List::stream)
                .filter(endpoint -> endpoint.conditions().isReady())
                .toList();
        return TopologyHints.obstacle(zones, ready)
                .<HintPlan>map(obstacle ->
                        new ByEndpoint(Hinting.NONE, Optional.of(new ZoneHints.Withheld(obstacle, ready.size()))))
                .orElseGet(() -> new ZoneHintPlan(ZoneAllocation.of(zones, ready.size())));
    }

    /** Whether the hints that are published for an endpoint force a write of their slice, whatever others have. */
    boolean areWrong(Endpoint desired, Endpoint published);

    /** An endpoint that is right as it is published, with the hints that it should have before {@link #hint}. */
    Endpoint asDesired(Endpoint published);

    /**
     * The groups with the slices that have to be written for hints although each is right by itself.
     *
     * @param gone slices of the address type whose port list is gone
     */
    Rehinted rehint(ImmutableList<GroupPlan> groups, int gone, int cap);

    /**
     * Gives the endpoints of the slices that are written their hints.
     *
     * @param existing the Service's slices of the address type before the writes
     */
    Hinted hint(ImmutableList<SliceWrite> writes, List<Slice> existing);

    /**
     * What has to be written once hints are looked at.
     *
     * @param least the fewest writes that any plan needs
     */
    record Rehinted(ImmutableList<GroupPlan> groups, int least) {}

    /**
     * Writes with their hints.
     *
     * @param state what was made of hints by topology; absent if they are not asked for
     */
    record Hinted(ImmutableList<SliceWrite> writes, Optional<ZoneHints> state) {}

    /** What has to be written if hints are not looked at. */
    static RehintSearch.Writes writes(List<GroupPlan> groups, int gone, int cap) {
        return new RehintSearch.Writes(
                cap,
                gone + groups.stream().mapToInt(plan -> plan.group().forced()).sum(),
                ImmutableIntArray.copyOf(
                        groups.stream().mapToInt(plan -> plan.group().toPlace())));
    }

    /**
     * Hints that come with each endpoint (H1), or none at all (H5).
     *
     * @param withheld why there are none, if they are asked for by topology
     */
    record ByEndpoint(Hinting hinting, Optional<ZoneHints> withheld) implements HintPlan {
        @Override
        public boolean areWrong(Endpoint desired, Endpoint published) {
            return TrafficHints.areWrong(hinting, desired, published);
        }

        @Override
        public Endpoint asDesired(Endpoint published) {
            return TrafficHints.on(published, hinting);
        }

        @Override
        public Rehinted rehint(ImmutableList<GroupPlan> groups, int gone, int cap) {
            return new Rehinted(groups, HintPlan.writes(groups, gone, cap).least());
        }

        @Override
        public Hinted hint(ImmutableList<SliceWrite> writes, List<Slice> existing) {
            return new Hinted(writes, withheld);
        }
    }
}
