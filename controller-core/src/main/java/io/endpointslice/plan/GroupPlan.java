package io.endpointslice.plan;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.churn.ChurnHistory;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Slice;
import io.endpointslice.packing.Exchange;
import io.endpointslice.packing.Group;
import io.endpointslice.packing.Outlook;
import io.endpointslice.packing.Packing;
import io.endpointslice.packing.PackingPolicy;
import io.endpointslice.packing.SliceState;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One group of an address type: its existing slices, judged, and the writes that a packing of it leads to. */
final class GroupPlan {
    private final DesiredGroup desired;
    private final ImmutableList<GroupSlice> slices;
    private final Group group;

    private GroupPlan(DesiredGroup desired, ImmutableList<GroupSlice> slices, int cap) {
        this.desired = desired;
        this.slices = slices;
        this.group = new Group(
                cap,
                slices.stream().map(GroupPlan::state).collect(toImmutableList()),
                leftover(desired.size(), slices));
    }

    /**
     * A group with its slices.
     *
     * @param slices the slices of that port list, sorted by name
     * @param settled the names of those that are right as they are, and whose endpoints are not among the desired ones
     */
    static GroupPlan judge(
            DesiredGroup desired, List<Slice> slices, Set<String> settled, SliceBuilder builder, int cap) {
        ImmutableList.Builder<GroupSlice> judged = ImmutableList.builderWithExpectedSize(slices.size());
        for (Slice slice : slices) {
            judged.add(
                    settled.contains(slice.name())
                            ? GroupSlice.settled(slice)
                            : desired.judge(slice, builder.hasRightLabels(slice), cap));
        }
        return new GroupPlan(desired, Duplicates.resolve(judged.build()), cap);
    }

    /** The same group in which the slices of those names have to be written for their hints. */
    GroupPlan rehinting(Set<String> names) {
        return new GroupPlan(
                desired,
                slices.stream()
                        .map(slice -> names.contains(slice.slice().name()) ? slice.withReason(Reason.HINTS) : slice)
                        .collect(toImmutableList()),
                group.cap());
    }

    /** The slices that are right as they are, by themselves. */
    ImmutableList<Slice> unforced() {
        return slices.stream()
                .filter(slice -> !slice.isForced())
                .map(GroupSlice::slice)
                .collect(toImmutableList());
    }

    private static SliceState state(GroupSlice slice) {
        return slice.isForced()
                ? new SliceState.Forced(slice.kept())
                : new SliceState.Unchanged(slice.slice().endpoints().size());
    }

    private static ImmutableIntArray leftover(int size, List<GroupSlice> slices) {
        BitSet placed = new BitSet(size);
        for (GroupSlice slice : slices) {
            add(slice.kept(), placed);
        }
        ImmutableIntArray.Builder leftover = ImmutableIntArray.builder(size - placed.cardinality());
        for (int i = placed.nextClearBit(0); i < size; i = placed.nextClearBit(i + 1)) {
            leftover.add(i);
        }
        return leftover.build();
    }

    Group group() {
        return group;
    }

    /**
     * The writes of this group; creates and deletes are not joined yet (E16).
     *
     * @param foresight is told what is invested
     */
    void plan(PackingPolicy policy, Exchange exchange, Drafts drafts, Foresight foresight) {
        Packing packing = policy.pack(policy.looksAhead() ? lookingAhead(foresight) : group, exchange);
        foresight.spend(packing.investment().writes());
        for (int i = 0; i < slices.size(); i++) {
            GroupSlice slice = slices.get(i);
            ImmutableIntArray packed = packing.slices().get(i);
            if (slice.isForced() && packed.isEmpty()) {
                drafts.delete(slice.slice(), deleteReasons(slice));
            } else if (!packed.isEmpty()) {
                drafts.update(
                        slice.slice(),
                        desired.ports(),
                        contents(slice, packed),
                        reasons(slice, packed, packing.investment().reused().contains(i)));
            }
        }
        for (ImmutableIntArray packed : packing.created()) {
            drafts.create(desired.ports(), desired.at(packed), takes(packed, ImmutableIntArray.of()));
        }
        for (ImmutableIntArray packed : packing.investment().created()) {
            drafts.createApart(desired.ports(), desired.at(packed), investing(takes(packed, ImmutableIntArray.of())));
        }
    }

    private Group lookingAhead(Foresight foresight) {
        ChurnHistory churn = foresight.churn();
        ImmutableList<SliceState> states = slices.stream()
                .map(slice -> slice.isForced()
                        ? new SliceState.Forced(slice.kept(), desired.kinds(slice, churn))
                        : state(slice))
                .collect(toImmutableList());
        ImmutableIntArray leftover =
                ImmutableIntArray.copyOf(desired.at(group.leftover()).stream().mapToInt(churn::kindOfNew));
        return new Group(
                group.cap(),
                states,
                group.leftover(),
                new Outlook(churn.forecast(group.cap()), leftover, churn.calm(), foresight.allowance()));
    }

    private static ImmutableSortedSet<Reason> investing(ImmutableSortedSet<Reason> reasons) {
        return ImmutableSortedSet.<Reason>naturalOrder()
                .addAll(reasons)
                .add(Reason.INVESTED)
                .build();
    }

    private ImmutableList<Endpoint> contents(GroupSlice slice, ImmutableIntArray packed) {
        return slice.isForced()
                ? desired.at(packed)
                : ImmutableList.<Endpoint>builder()
                        .addAll(desired.asDesired(slice.slice()))
                        .addAll(desired.at(packed))
                        .build();
    }

    private static ImmutableSortedSet<Reason> deleteReasons(GroupSlice slice) {
        EnumSet<Reason> reasons = EnumSet.copyOf(slice.reasons());
        if (!slice.kept().isEmpty()) {
            reasons.add(Reason.MERGED);
        }
        return ImmutableSortedSet.copyOf(reasons);
    }

    private ImmutableSortedSet<Reason> reasons(GroupSlice slice, ImmutableIntArray packed, boolean invested) {
        EnumSet<Reason> reasons = EnumSet.noneOf(Reason.class);
        if (invested) {
            reasons.add(Reason.INVESTED);
        }
        reasons.addAll(slice.reasons());
        reasons.remove(Reason.EMPTY);
        reasons.addAll(takes(packed, slice.kept()));
        return ImmutableSortedSet.copyOf(reasons);
    }

    private ImmutableSortedSet<Reason> takes(ImmutableIntArray packed, ImmutableIntArray before) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        BitSet had = bits(before);
        BitSet leftover = bits(group.leftover());
        for (int i = 0; i < packed.length(); i++) {
            if (!had.get(packed.get(i))) {
                reasons.add(leftover.get(packed.get(i)) ? Reason.ENDPOINT_ADDED : Reason.RECEIVED);
            }
        }
        return ImmutableSortedSet.copyOf(reasons);
    }

    private static BitSet bits(ImmutableIntArray positions) {
        BitSet bits = new BitSet();
        add(positions, bits);
        return bits;
    }

    private static void add(ImmutableIntArray positions, BitSet bits) {
        for (int i = 0; i < positions.length(); i++) {
            bits.set(positions.get(i));
        }
    }
}
