package io.endpointslice.packing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The fewest writes for a group, found by trying every way to spread its endpoints over its slices and new ones. Knows
 * nothing of rooms, bounds or policies.
 */
final class BruteForce {
    private final Group group;
    /** Where each endpoint is now; -1 for nowhere. */
    private final List<Integer> now = new ArrayList<>();

    private final int[] where;
    private final int[] fill;
    private int best = Integer.MAX_VALUE;

    private BruteForce(Group group) {
        this.group = group;
        for (int slice = 0; slice < group.slices().size(); slice++) {
            SliceState state = group.slices().get(slice);
            int held = state instanceof SliceState.Forced forced
                    ? forced.kept().length()
                    : ((SliceState.Unchanged) state).size();
            for (int i = 0; i < held; i++) {
                now.add(slice);
            }
        }
        for (int i = 0; i < group.leftover().length(); i++) {
            now.add(-1);
        }
        where = new int[now.size()];
        fill = new int[group.slices().size() + now.size()];
    }

    static int leastWrites(Group group) {
        BruteForce search = new BruteForce(group);
        search.place(0, 0);
        return search.best;
    }

    private void place(int endpoint, int created) {
        if (endpoint == where.length) {
            best = Math.min(best, writes() + created);
            return;
        }
        int existing = group.slices().size();
        int slots = existing + Math.min(created + 1, where.length);
        for (int slot = 0; slot < slots; slot++) {
            if (fill[slot] < group.cap()) {
                fill[slot]++;
                where[endpoint] = slot;
                place(endpoint + 1, Math.max(created, slot - existing + 1));
                fill[slot]--;
            }
        }
    }

    private int writes() {
        BitSet written = new BitSet();
        for (int i = 0; i < group.slices().size(); i++) {
            written.set(i, group.slices().get(i) instanceof SliceState.Forced);
        }
        for (int endpoint = 0; endpoint < where.length; endpoint++) {
            if (now.get(endpoint) != where[endpoint]) {
                mark(written, now.get(endpoint));
                mark(written, where[endpoint]);
            }
        }
        return written.cardinality();
    }

    private void mark(BitSet written, int slice) {
        if (slice >= 0 && slice < group.slices().size()) {
            written.set(slice);
        }
    }
}
