package io.endpointslice.plan;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Hints;
import io.endpointslice.model.Slice;
import io.endpointslice.packing.Compaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The slices of one group while a compaction is turned into writes, step by step. */
final class GroupMerge {
    private static final ImmutableSortedSet<Reason> WHY = ImmutableSortedSet.of(Reason.COMPACTED);

    private final SliceBuilder builder;
    /** As the steps so far leave them. */
    private final List<Slice> slices;

    GroupMerge(ImmutableList<Slice> slices, SliceBuilder builder) {
        this.slices = new ArrayList<>(slices);
        this.builder = builder;
    }

    /** The writes of the next step, in no order yet. */
    ImmutableList<SliceWrite> writes(Compaction.Step step) {
        Map<Integer, List<Endpoint>> contents = new LinkedHashMap<>();
        for (Compaction.Move move : step.moves()) {
            List<Endpoint> source = contents.computeIfAbsent(move.from(), this::endpoints);
            List<Endpoint> moving = source.subList(source.size() - move.count(), source.size());
            contents.computeIfAbsent(move.to(), this::endpoints).addAll(moving);
            moving.clear();
        }
        return contents.entrySet().stream()
                .map(content -> write(content.getKey(), content.getValue()))
                .collect(toImmutableList());
    }

    private List<Endpoint> endpoints(int slice) {
        return new ArrayList<>(slices.get(slice).endpoints());
    }

    private SliceWrite write(int position, List<Endpoint> endpoints) {
        Slice before = slices.get(position);
        if (endpoints.isEmpty()) {
            return new SliceWrite.Delete(before, WHY);
        }
        Slice after = builder.update(
                before,
                before.ports(),
                endpoints.stream().map(GroupMerge::withoutStaleHints).collect(toImmutableList()));
        slices.set(position, after);
        return new SliceWrite.Update(before, after, WHY);
    }

    /** What is right for an endpoint that is ready stays; hints that nobody minds go with a write (Q7). */
    private static Endpoint withoutStaleHints(Endpoint endpoint) {
        return endpoint.conditions().isReady() ? endpoint : endpoint.withHints(Hints.NONE);
    }
}
