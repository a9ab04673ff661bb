package io.endpointslice.cli.cluster;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.endpointslice.mapping.MappingNote;
import io.endpointslice.model.Event;
import io.endpointslice.plan.SyncPlan;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What would be written for all Services of a cluster, and what would stand then.
 *
 * @param plans one per Service that has a selector (E1), in order of their keys
 * @param writes of all plans, in their order
 * @param result every EndpointSlice, then every Endpoints, each in order of namespace and name
 * @param unchangedSlices slices of the planned Services that are right as they are
 */
public record ClusterPlan(
        ImmutableList<SyncPlan> plans,
        ImmutableList<PlannedWrite> writes,
        ImmutableList<ObjectNode> result,
        int unchangedSlices) {
    /** The least number of writes that would do (P2). */
    public int leastWrites() {
        return plans.stream().mapToInt(SyncPlan::leastWrites).sum();
    }

    /**
     * A line for each thing that had to be left out although the sync does not fail by it, and for each warning that users of
     * a Service would see in its events.
     */
    public ImmutableList<String> warnings() {
        return Stream.concat(notes(note -> !note.failsSync()).stream(), events())
                .collect(toImmutableList());
    }

    private Stream<String> events() {
        return plans.stream()
                .flatMap(plan -> plan.events().stream()
                        .filter(event -> event.severity() == Event.Severity.WARNING)
                        .map(event -> "Service " + plan.service() + ": " + event.reason() + ": " + event.message()));
    }

    /** A line for each thing that makes a sync count as failed (E7). */
    public ImmutableList<String> errors() {
        return notes(MappingNote::failsSync);
    }

    private ImmutableList<String> notes(Predicate<MappingNote> which) {
        return plans.stream()
                .flatMap(plan -> plan.notes().stream()
                        .filter(which)
                        .map(note -> "Service " + plan.service() + ": " + note.message()))
                .distinct()
                .collect(toImmutableList());
    }
}
