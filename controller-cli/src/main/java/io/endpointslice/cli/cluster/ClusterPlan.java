package io.endpointslice.cli.cluster;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.endpointslice.mapping.MappingNote;
import io.endpointslice.model.Event;
import io.endpointslice.plan.Plan;
import io.endpointslice.plan.SyncPlan;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What would be written for all Services of a cluster, and what would stand then.
 *
 * @param plans of each controller for each Service that it looks at, in order of the Services' keys
 * @param writes of all plans, in their order
 * @param result every EndpointSlice, then every Endpoints, each in order of namespace and name
 * @param unchanged objects that are right as they are
 */
public record ClusterPlan(
        ImmutableList<ControllerPlan> plans,
        ImmutableList<PlannedWrite> writes,
        ImmutableList<ObjectNode> result,
        Unchanged unchanged) {
    /**
     * How many objects of the planned Services are right as they are.
     *
     * @param slices whether of the Services or mirrored
     */
    public record Unchanged(int slices, int endpoints) {}

    /** The least number of writes of slices that would do (P2). */
    public int leastSliceWrites() {
        return plans().stream()
                .map(ControllerPlan::plan)
                .filter(SyncPlan.class::isInstance)
                .map(SyncPlan.class::cast)
                .mapToInt(SyncPlan::leastWrites)
                .sum();
    }

    /** What users of the Services would see. */
    public ImmutableList<Event> events() {
        return plans.stream().flatMap(one -> one.plan().events().stream()).collect(toImmutableList());
    }

    /**
     * A line for each thing that had to be left out although the sync does not fail by it, and for each warning that users of
     * a Service would see in its events.
     */
    public ImmutableList<String> warnings() {
        Stream<String> warnings = events().stream()
                .filter(event -> event.severity() == Event.Severity.WARNING)
                .map(ClusterPlan::describe);
        return Stream.concat(notes(note -> !note.failsSync()), warnings).collect(toImmutableList());
    }

    /** A line for each thing that makes a sync count as failed (E7). */
    public ImmutableList<String> errors() {
        return notes(MappingNote::failsSync).collect(toImmutableList());
    }

    private Stream<String> notes(Predicate<MappingNote> which) {
        return plans.stream()
                .map(ControllerPlan::plan)
                .flatMap(plan -> notes(plan, which))
                .distinct();
    }

    private static Stream<String> notes(Plan plan, Predicate<MappingNote> which) {
        return plan.notes().stream().filter(which).map(note -> "Service " + plan.service() + ": " + note.message());
    }

    private static String describe(Event event) {
        return event.regarding().kind() + " " + event.regarding().namespace() + "/"
                + event.regarding().name() + ": " + event.reason() + ": " + event.message();
    }
}
