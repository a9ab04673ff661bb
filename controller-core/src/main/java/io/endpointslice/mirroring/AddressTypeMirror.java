package io.endpointslice.mirroring;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.Fill;
import io.endpointslice.plan.Reason;
import io.endpointslice.plan.SliceWrite;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Plans the slices of one address type. Each group of endpoints gets one slice: one that is right stays as it is, a wrong one
 * of the same ports is set right, and what is over takes the place of creates before it is deleted (E16).
 */
final class AddressTypeMirror {
    private final AddressType type;
    private final MirrorBuilder builder;
    private final boolean createsAllowed;
    private final ImmutableSet<PortList> portLists;
    private final SortedMap<PortList, ImmutableList<Endpoint>> missing;
    private final int endpoints;
    private final List<Slice> wrong = new ArrayList<>();
    /** Groups that get no slice, since none may be made. */
    private int without;

    private final ImmutableList.Builder<SliceWrite> writes = ImmutableList.builder();

    /**
     * Writes in no order yet.
     *
     * @param least the fewest that any plan needs: each slice that is wrong costs one, and so does each group that has no
     *     right slice, where one may be made
     * @param fill how the endpoints stand in slices afterwards; each group needs one slice
     */
    record Result(ImmutableList<SliceWrite> writes, int least, Fill fill) {}

    /**
     * The groups of that type and no slice yet.
     *
     * @param createsAllowed not so for an Endpoints object that is being deleted
     * @param desired the endpoints by port list; none is empty
     */
    AddressTypeMirror(
            AddressType type,
            MirrorBuilder builder,
            boolean createsAllowed,
            Map<PortList, ImmutableList<Endpoint>> desired) {
        this.type = type;
        this.builder = builder;
        this.createsAllowed = createsAllowed;
        this.portLists = ImmutableSet.copyOf(desired.keySet());
        this.missing = new TreeMap<>(desired);
        this.endpoints = desired.values().stream().mapToInt(List::size).sum();
    }

    /**
     * The writes for this address type.
     *
     * @param slices those of this type, sorted by name
     */
    Result plan(List<Slice> slices) {
        slices.forEach(this::keepIfRight);
        int least = createsAllowed ? Math.max(wrong.size(), missing.size()) : wrong.size();
        ImmutableList.copyOf(wrong).forEach(this::setRight);
        missing.forEach(this::make);
        wrong.forEach(slice -> writes.add(new SliceWrite.Delete(slice, ImmutableSortedSet.of(surplus(slice)))));
        return new Result(writes.build(), least, new Fill(endpoints, portLists.size() - without, portLists.size()));
    }

    private void keepIfRight(Slice slice) {
        boolean right = wanted(slice)
                .filter(endpoints -> whyWrong(slice, endpoints).isEmpty())
                .isPresent();
        if (right) {
            missing.remove(slice.ports());
        } else {
            wrong.add(slice);
        }
    }

    /** What the slice should hold, as long as no other one does. */
    private Optional<ImmutableList<Endpoint>> wanted(Slice slice) {
        return Optional.ofNullable(missing.get(slice.ports()));
    }

    private ImmutableSortedSet<Reason> whyWrong(Slice slice, ImmutableList<Endpoint> endpoints) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        if (!ImmutableMultiset.copyOf(slice.endpoints()).equals(ImmutableMultiset.copyOf(endpoints))) {
            reasons.add(Reason.MIRROR_ENDPOINTS);
        }
        if (!builder.hasRightMetadata(slice)) {
            reasons.add(Reason.MIRROR_METADATA);
        }
        if (!builder.isOwned(slice)) {
            reasons.add(Reason.MIRROR_OWNER);
        }
        return ImmutableSortedSet.copyOf(reasons);
    }

    private void setRight(Slice slice) {
        wanted(slice).ifPresent(endpoints -> {
            Slice update = builder.update(slice, slice.ports(), endpoints);
            writes.add(new SliceWrite.Update(slice, update, whyWrong(slice, endpoints)));
            wrong.remove(slice);
            missing.remove(slice.ports());
        });
    }

    private void make(PortList ports, ImmutableList<Endpoint> endpoints) {
        if (!wrong.isEmpty()) {
            Slice slice = wrong.remove(0);
            writes.add(new SliceWrite.Update(
                    slice,
                    builder.update(slice, ports, endpoints),
                    ImmutableSortedSet.of(Reason.MIRROR_MISSING, Reason.RECYCLED, surplus(slice))));
        } else if (createsAllowed) {
            writes.add(new SliceWrite.Create(
                    builder.create(type, ports, endpoints), ImmutableSortedSet.of(Reason.MIRROR_MISSING)));
        } else {
            without++;
        }
    }

    private Reason surplus(Slice slice) {
        return portLists.contains(slice.ports()) ? Reason.MIRROR_SURPLUS : Reason.MIRROR_PORTS_GONE;
    }
}
