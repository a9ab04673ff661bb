package io.endpointslice.plan;

import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.model.Slice;
import java.util.EnumSet;
import java.util.Set;

/**
 * An existing slice of a group, held against what the group should have.
 *
 * @param kept positions in the group's desired endpoints of those that it holds, in its own order; none of a settled slice
 * @param reasons why it has to be written; empty if it is right as it is
 */
record GroupSlice(Slice slice, ImmutableIntArray kept, Set<Reason> reasons) {
    /** A slice that is known to be right and has not been looked at. */
    static GroupSlice settled(Slice slice) {
        return new GroupSlice(slice, ImmutableIntArray.of(), Set.of());
    }

    boolean isForced() {
        return !reasons.isEmpty();
    }

    /** The same slice without those endpoints, because other slices hold them too (E17). */
    GroupSlice without(Set<Integer> elsewhere) {
        ImmutableIntArray rest = ImmutableIntArray.copyOf(kept.stream().filter(i -> !elsewhere.contains(i)));
        return new GroupSlice(slice, rest, reasons).withReason(Reason.DUPLICATE);
    }

    /** The same slice, to be written for one more reason. */
    GroupSlice withReason(Reason reason) {
        EnumSet<Reason> more = EnumSet.of(reason);
        more.addAll(reasons);
        return new GroupSlice(slice, kept, more);
    }
}
