package io.endpointslice.plan;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.churn.Rewrite;
import io.endpointslice.mapping.MappingNote;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.model.ZoneHints;
import java.util.List;
import java.util.Optional;

/**
 * What one sync of the slices of one Service writes.
 *
 * @param writes in the order in which they have to be made (P3)
 * @param notes what the mapping had to leave out
 * @param events what users of the Service should see
 * @param leastWrites the least number of writes that any plan for the same snapshot needs (P2)
 * @param hints what was made of the topology annotation Auto for each address type; to be remembered for the next sync once
 *     all writes are made (H4)
 * @param figures what is counted of it; absent if this controller has nothing to do with the Service
 */
public record SyncPlan(
        ServiceKey service,
        ImmutableList<SliceWrite> writes,
        ImmutableList<MappingNote> notes,
        ImmutableList<Event> events,
        int leastWrites,
        ImmutableSortedMap<AddressType, ZoneHints> hints,
        Optional<SliceFigures> figures)
        implements Plan {
    /** A plan in which the topology annotation Auto plays no part. */
    public SyncPlan(
            ServiceKey service,
            ImmutableList<SliceWrite> writes,
            ImmutableList<MappingNote> notes,
            ImmutableList<Event> events,
            int leastWrites) {
        this(service, writes, notes, events, leastWrites, ImmutableSortedMap.of(), Optional.empty());
    }

    /** A plan that writes nothing. */
    public static SyncPlan nothing(ServiceKey service) {
        return new SyncPlan(service, ImmutableList.of(), ImmutableList.of(), ImmutableList.of(), 0);
    }

    /**
     * What is to be remembered of it once all its writes are made.
     *
     * @param snapshot the one that it was made for
     */
    public Rewrite rewrite(ServiceSnapshot snapshot) {
        ImmutableList<Slice> before =
                writes.stream().flatMap(write -> write.standing().stream()).collect(toImmutableList());
        ImmutableList<Slice> after =
                writes.stream().flatMap(write -> write.left().stream()).collect(toImmutableList());
        int untouched = endpoints(snapshot.allSlices()) - endpoints(before);
        return new Rewrite(before, after, untouched, leastWrites, writes.size());
    }

    private static int endpoints(List<Slice> slices) {
        return slices.stream().mapToInt(slice -> slice.endpoints().size()).sum();
    }

    /** Whether it merges slices that are right as they are: no change of the Service asks for its writes. */
    public boolean isCompaction() {
        return !writes.isEmpty()
                && writes.stream().allMatch(write -> write.reasons().contains(Reason.COMPACTED));
    }

    /** The same plan, which writes nothing, with the writes of one step of a compaction. */
    SyncPlan compacting(ImmutableList<SliceWrite> itsWrites, SliceFigures itsFigures) {
        return new SyncPlan(service, itsWrites, notes, events, 0, hints, Optional.of(itsFigures));
    }

    /** The same plan with its figures. */
    public SyncPlan with(SliceFigures itsFigures) {
        return new SyncPlan(service, writes, notes, events, leastWrites, hints, Optional.of(itsFigures));
    }
}
