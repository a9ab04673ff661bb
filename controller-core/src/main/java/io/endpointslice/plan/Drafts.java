package io.endpointslice.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The writes of one address type while they are collected, not in order yet. */
final class Drafts {
    private final AddressType type;
    private final SliceBuilder builder;
    private final List<SliceWrite> settled = new ArrayList<>();
    private final List<NewSlice> creates = new ArrayList<>();
    private final List<NewSlice> apart = new ArrayList<>();
    private final List<SliceWrite.Delete> deletes = new ArrayList<>();

    private record NewSlice(PortList ports, ImmutableList<Endpoint> endpoints, ImmutableSortedSet<Reason> reasons) {}

    Drafts(AddressType type, SliceBuilder builder) {
        this.type = type;
        this.builder = builder;
    }

    void create(PortList ports, ImmutableList<Endpoint> endpoints, ImmutableSortedSet<Reason> reasons) {
        creates.add(new NewSlice(ports, endpoints, reasons));
    }

    /** A new slice that must not take the place of one that goes: its endpoints come from slices that have to wait for it. */
    void createApart(PortList ports, ImmutableList<Endpoint> endpoints, ImmutableSortedSet<Reason> reasons) {
        apart.add(new NewSlice(ports, endpoints, reasons));
    }

    void update(Slice slice, PortList ports, ImmutableList<Endpoint> endpoints, ImmutableSortedSet<Reason> reasons) {
        settled.add(new SliceWrite.Update(slice, builder.update(slice, ports, endpoints), reasons));
    }

    /** The slice goes, unless a create can take its place. */
    void delete(Slice slice, ImmutableSortedSet<Reason> reasons) {
        deletes.add(new SliceWrite.Delete(slice, reasons));
    }

    /** The slice goes, and must not become another: it belongs to an older Service (E12). */
    void deleteForGood(Slice slice, Reason reason) {
        settled.add(new SliceWrite.Delete(slice, ImmutableSortedSet.of(reason)));
    }

    /**
     * All writes, with as many deletes and creates as can be made one update (E16).
     *
     * @param createsAllowed whether creates are made, or dropped, as for a Service that is being deleted (E14)
     */
    ImmutableList<SliceWrite> join(boolean createsAllowed) {
        deletes.sort(Comparator.comparing(delete -> delete.slice().name()));
        int joined = Math.min(creates.size(), deletes.size());
        for (int i = 0; i < joined; i++) {
            recycle(deletes.get(i), creates.get(i));
        }
        ImmutableList.Builder<SliceWrite> result = ImmutableList.builder();
        if (createsAllowed) {
            Stream.concat(creates.subList(joined, creates.size()).stream(), apart.stream())
                    .forEach(slice -> result.add(new SliceWrite.Create(
                            builder.create(type, slice.ports(), slice.endpoints()), slice.reasons())));
        }
        return result.addAll(settled)
                .addAll(deletes.subList(joined, deletes.size()))
                .build();
    }

    /** Creates that no delete is there for. */
    int unmatchedCreates() {
        return Math.max(0, creates.size() - deletes.size());
    }

    private void recycle(SliceWrite.Delete delete, NewSlice create) {
        update(
                delete.slice(),
                create.ports(),
                create.endpoints(),
                ImmutableSortedSet.copyOf(Sets.union(
                        Sets.union(create.reasons(), delete.reasons()), ImmutableSortedSet.of(Reason.RECYCLED))));
    }
}
