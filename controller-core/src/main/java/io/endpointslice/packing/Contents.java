package io.endpointslice.packing;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which endpoints stand in which slot, once numbers of them are shifted. Endpoints that stay keep their order, and come before
 * those that arrive, so that a write changes as little as it can.
 */
final class Contents {
    private final Slots slots;
    private final int[] endpoints;
    private final int[] origin;
    private final int[] place;
    /** The endpoints of each slot and kind, as positions in {@link #endpoints}; of the leftover after the last slot. */
    private final List<List<List<Integer>>> byKind = new ArrayList<>();

    private Contents(Slots slots) {
        this.slots = slots;
        int size = slots.group().toPlace();
        this.endpoints = new int[size];
        this.origin = new int[size];
        int next = 0;
        for (int slot = 0; slot < slots.count(); slot++) {
            byKind.add(noKinds());
            if (slots.isForced(slot)) {
                SliceState.Forced forced = slots.kept(slot);
                next = add(next, slot, forced.kept(), forced.kinds());
            }
        }
        byKind.add(noKinds());
        Group group = slots.group();
        add(next, slots.count(), group.leftover(), group.outlook().leftover());
        this.place = origin.clone();
    }

    private List<List<Integer>> noKinds() {
        List<List<Integer>> lists = new ArrayList<>();
        for (int kind = 0; kind < slots.group().outlook().forecast().kinds(); kind++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    private int add(int first, int slot, ImmutableIntArray added, ImmutableIntArray kinds) {
        for (int i = 0; i < added.length(); i++) {
            endpoints[first + i] = added.get(i);
            origin[first + i] = slot;
            byKind.get(slot).get(kinds.get(i)).add(first + i);
        }
        return first + added.length();
    }

    /** The packing after these shifts, made one after the other. */
    static Packing of(Slots slots, List<Shift> shifts) {
        return packing(slots, shifts.isEmpty() ? unmoved(slots) : moved(slots, shifts));
    }

    private static ImmutableIntArray[] unmoved(Slots slots) {
        ImmutableIntArray[] contents = new ImmutableIntArray[slots.count()];
        for (int slot = 0; slot < contents.length; slot++) {
            contents[slot] = slots.isForced(slot) ? slots.kept(slot).kept() : ImmutableIntArray.of();
        }
        return contents;
    }

    private static ImmutableIntArray[] moved(Slots slots, List<Shift> shifts) {
        Contents contents = new Contents(slots);
        shifts.forEach(contents::apply);
        return contents.contents();
    }

    private void apply(Shift shift) {
        int from = shift.from() == Shift.LEFTOVER ? slots.count() : shift.from();
        List<Integer> source = byKind.get(from).get(shift.kind());
        List<Integer> moving = source.subList(source.size() - shift.count(), source.size());
        moving.forEach(i -> place[i] = shift.to());
        byKind.get(shift.to()).get(shift.kind()).addAll(moving);
        moving.clear();
    }

    private static Packing packing(Slots slots, ImmutableIntArray[] contents) {
        ImmutableIntArray[] existing =
                new ImmutableIntArray[slots.group().slices().size()];
        Arrays.fill(existing, ImmutableIntArray.of());
        ImmutableList.Builder<ImmutableIntArray> created = ImmutableList.builder();
        ImmutableList.Builder<ImmutableIntArray> invested = ImmutableList.builder();
        for (int slot = 0; slot < slots.count(); slot++) {
            if (slots.isNew(slot)) {
                if (!contents[slot].isEmpty()) {
                    (slots.isInvested(slot) ? invested : created).add(contents[slot]);
                }
            } else {
                existing[slots.slice(slot)] = contents[slot];
            }
        }
        ImmutableIntArray reused = slots.reused().stream().noneMatch(slice -> existing[slice].isEmpty())
                ? slots.investedReuse()
                : ImmutableIntArray.of();
        return new Packing(
                ImmutableList.copyOf(existing), created.build(), new Packing.Investment(invested.build(), reused));
    }

    private ImmutableIntArray[] contents() {
        List<ImmutableIntArray.Builder> builders = new ArrayList<>();
        for (int slot = 0; slot < slots.count(); slot++) {
            builders.add(ImmutableIntArray.builder());
        }
        for (boolean staying : new boolean[] {true, false}) {
            for (int i = 0; i < endpoints.length; i++) {
                if ((place[i] == origin[i]) == staying) {
                    builders.get(place[i]).add(endpoints[i]);
                }
            }
        }
        return builders.stream().map(ImmutableIntArray.Builder::build).toArray(ImmutableIntArray[]::new);
    }
}
