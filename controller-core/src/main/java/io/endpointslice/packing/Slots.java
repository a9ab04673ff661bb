package io.endpointslice.packing;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The places that a sync can fill: the forced slices, unchanged ones with room that are written as well, and new slices.
 *
 * @param forced positions in {@link Group#slices}
 * @param reused positions in {@link Group#slices}
 * @param created how many new slices
 * @param extra what is written although it need not be
 */
record Slots(Group group, ImmutableIntArray forced, ImmutableIntArray reused, int created, Extra extra) {
    /** What a slot is in addition to those that have to be written; it is the last one of its sort. */
    enum Extra {
        NONE,
        NEW_SLICE,
        REUSED_SLICE
    }

    /**
     * As many as have to be written, and no more.
     *
     * @param offered new slices that cost no write of their own
     */
    static Slots of(Group group, int offered) {
        return of(group, offered, Extra.NONE);
    }

    /** The same, but for one more unchanged slice in the place of a new one; empty if that would not do. */
    Optional<Slots> withoutNewSlices(int offered) {
        return Optional.of(of(group, offered, Extra.REUSED_SLICE)).filter(other -> other.created == 0);
    }

    private static Slots of(Group group, int offered, Extra extra) {
        ImmutableIntArray forced =
                ImmutableIntArray.copyOf(IntStream.range(0, group.slices().size())
                        .filter(i -> group.slices().get(i) instanceof SliceState.Forced));
        int further = Math.max(0, group.needed() - forced.length()) + (extra == Extra.NONE ? 0 : 1);
        int replaced = Math.min(offered, further);
        int rest = group.toPlace() - (forced.length() + replaced) * group.cap();
        ImmutableIntArray reused =
                further > replaced ? Room.of(group).choose(further - replaced, rest) : ImmutableIntArray.of();
        return new Slots(group, forced, reused, further - reused.length(), extra);
    }

    /** The same and one more new slice, as an investment. */
    Slots withNewSlice() {
        return new Slots(group, forced, reused, created + 1, Extra.NEW_SLICE);
    }

    /** The same and one more unchanged slice, as an investment. */
    Slots withReused(int slice) {
        return new Slots(
                group,
                forced,
                ImmutableIntArray.builder().addAll(reused).add(slice).build(),
                created,
                Extra.REUSED_SLICE);
    }

    /** How many there are: first the forced slices, then the reused ones, then the new ones. */
    int count() {
        return forced.length() + reused.length() + created;
    }

    boolean isForced(int slot) {
        return slot < forced.length();
    }

    boolean isReused(int slot) {
        return slot >= forced.length() && slot < forced.length() + reused.length();
    }

    boolean isNew(int slot) {
        return slot >= forced.length() + reused.length();
    }

    boolean isInvested(int slot) {
        return extra == Extra.NEW_SLICE && slot == count() - 1;
    }

    /** The unchanged slice that is written as an investment, if there is one. */
    ImmutableIntArray investedReuse() {
        return extra == Extra.REUSED_SLICE
                ? reused.subArray(reused.length() - 1, reused.length())
                : ImmutableIntArray.of();
    }

    /** The position in {@link Group#slices} of a slot that is an existing slice. */
    int slice(int slot) {
        return isForced(slot) ? forced.get(slot) : reused.get(slot - forced.length());
    }

    /** The endpoints that a forced slice keeps. */
    SliceState.Forced kept(int slot) {
        return (SliceState.Forced) group.slices().get(forced.get(slot));
    }

    /** What a slot holds before anything is moved. */
    Load load(int slot) {
        Forecast forecast = group.outlook().forecast();
        if (isForced(slot)) {
            return Load.of(forecast, kept(slot).kinds());
        } else if (isReused(slot)) {
            SliceState.Unchanged state = (SliceState.Unchanged) group.slices().get(slice(slot));
            return Load.EMPTY.plus(forecast, group.outlook().calm(), state.size());
        }
        return Load.EMPTY;
    }

    /** The existing slices that are not among them. */
    int others() {
        return group.slices().size() - forced.length() - reused.length();
    }
}
