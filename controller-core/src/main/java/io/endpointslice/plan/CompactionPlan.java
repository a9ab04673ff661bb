package io.endpointslice.plan;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.ServiceKey;
import java.util.Optional;

/**
 * How a Service whose slices are right as they are comes to fewer of them.
 *
 * @param steps in their order. After each of them the slices are right again, and a sync would write nothing. Those after the
 *     first are there to be shown: to carry them out, plan again
 * @param slices that the Service has before
 * @param obstacle why nothing may be moved, if that is so
 */
public record CompactionPlan(
        ServiceKey service, ImmutableList<SyncPlan> steps, int slices, Optional<Obstacle> obstacle) {
    /** Why a Service is left alone. */
    public enum Obstacle {
        NOT_SELECTING("its slices are not this controller's"),
        DELETING("it is being deleted"),
        NOT_RIGHT("a sync has something to write first"),
        INCOMPLETE("a Pod is left out until its Node is there");

        private final String text;

        Obstacle(String text) {
            this.text = text;
        }

        /** For people, in lower case, no full stop. */
        public String text() {
            return text;
        }
    }

    static CompactionPlan leftAlone(ServiceKey service, int slices, Obstacle obstacle) {
        return new CompactionPlan(service, ImmutableList.of(), slices, Optional.of(obstacle));
    }

    /** The writes of all steps, in their order. */
    public ImmutableList<SliceWrite> writes() {
        return steps.stream().flatMap(step -> step.writes().stream()).collect(toImmutableList());
    }

    /** How many slices fewer there are in the end. */
    public int saved() {
        return (int) writes().stream().filter(SliceWrite::deletes).count();
    }

    /** Endpoints in the slices that are updated: what a watcher receives anew. */
    public int endpointsWritten() {
        return writes().stream()
                .flatMap(write -> write.left().stream())
                .mapToInt(slice -> slice.endpoints().size())
                .sum();
    }
}
