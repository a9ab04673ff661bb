package io.endpointslice.packing;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;

/**
 * Fills the slices of one group: first the forced slices that stay, then, if that is not enough, new slices in the place of
 * offered ones, unchanged slices with room, and new slices.
 */
final class GroupPacker {
    private final Group group;
    private final ImmutableIntArray pool;
    private final ImmutableIntArray[] contents;
    private final ImmutableList.Builder<ImmutableIntArray> created = ImmutableList.builder();
    private int taken;

    private GroupPacker(Group group, ImmutableIntArray pool) {
        this.group = group;
        this.pool = pool;
        this.contents = new ImmutableIntArray[group.slices().size()];
        Arrays.fill(contents, ImmutableIntArray.of());
    }

    /**
     * The packing in which the first {@code staying} of the forced slices stay and the others are emptied.
     *
     * @param offered new slices that cost no write of their own
     */
    static Packing pack(Group group, ForcedSlices forced, int staying, int offered) {
        GroupPacker packer = new GroupPacker(group, pool(group, forced, staying));
        for (int i = 0; i < staying; i++) {
            packer.fill(forced.order().get(i), head(forced.kept().get(i), group.cap()));
        }
        packer.fillFurtherSlices(offered);
        return new Packing(ImmutableList.copyOf(packer.contents), packer.created.build());
    }

    /** What has to find a place: endpoints of slices that are given up, those above the cap, and the leftover. */
    private static ImmutableIntArray pool(Group group, ForcedSlices forced, int staying) {
        ImmutableIntArray.Builder pool = ImmutableIntArray.builder();
        for (int i = 0; i < forced.count(); i++) {
            ImmutableIntArray kept = forced.kept().get(i);
            pool.addAll(i < staying ? kept.subArray(Math.min(group.cap(), kept.length()), kept.length()) : kept);
        }
        return pool.addAll(group.leftover()).build();
    }

    private static ImmutableIntArray head(ImmutableIntArray array, int length) {
        return array.subArray(0, Math.min(length, array.length()));
    }

    private void fillFurtherSlices(int offered) {
        int further = (rest() + group.cap() - 1) / group.cap();
        int replaced = Math.min(offered, further);
        ImmutableIntArray reused = Room.of(group).choose(further - replaced, rest() - replaced * group.cap());
        reused.forEach(slice -> fill(slice, ImmutableIntArray.of()));
        while (rest() > 0) {
            created.add(take(group.cap()));
        }
    }

    private void fill(int slice, ImmutableIntArray start) {
        int held =
                group.slices().get(slice) instanceof SliceState.Unchanged unchanged ? unchanged.size() : start.length();
        contents[slice] = ImmutableIntArray.builder()
                .addAll(start)
                .addAll(take(group.cap() - held))
                .build();
    }

    private int rest() {
        return pool.length() - taken;
    }

    private ImmutableIntArray take(int most) {
        int end = Math.min(pool.length(), taken + most);
        ImmutableIntArray result = pool.subArray(taken, end);
        taken = end;
        return result;
    }
}
