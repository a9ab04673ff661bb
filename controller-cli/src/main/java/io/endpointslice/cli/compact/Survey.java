package io.endpointslice.cli.compact;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.cluster.ClusterObjects;
import io.endpointslice.cli.cluster.ServiceSnapshots;
import io.endpointslice.plan.CompactionPlan;
import io.endpointslice.plan.CompactionPlanner;
import java.util.Comparator;
import java.util.function.ToLongFunction;

/**
 * What compacting a cluster comes to.
 *
 * @param candidates the Services for which it is worth its writes, those that save the most slices first
 * @param leftAlone the Services of which nothing can be said, and why, in order of their keys
 * @param nodes each receives every write
 */
public record Survey(ImmutableList<Candidate> candidates, ImmutableList<CompactionPlan> leftAlone, int nodes) {
    /** Plans every Service with a selector. */
    public static Survey of(ClusterObjects objects, CompactionPlanner planner) {
        ImmutableList<Candidate> all = ServiceSnapshots.of(objects).stream()
                .map(snapshot -> new Candidate(snapshot, planner.plan(snapshot)))
                .collect(toImmutableList());
        return new Survey(
                all.stream()
                        .filter(Candidate::isWorthIt)
                        .sorted(Comparator.comparingInt(
                                candidate -> -candidate.plan().saved()))
                        .collect(toImmutableList()),
                all.stream()
                        .map(Candidate::plan)
                        .filter(plan -> plan.obstacle().isPresent())
                        .collect(toImmutableList()),
                objects.nodes().size());
    }

    long total(ToLongFunction<Candidate> figure) {
        return candidates.stream().mapToLong(figure).sum();
    }
}
