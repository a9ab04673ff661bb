package io.endpointslice.plan;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableListMultimap.toImmutableListMultimap;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.mapping.DesiredEndpoints;
import io.endpointslice.mapping.EndpointMapper;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.PortList;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.packing.Compaction;
import io.endpointslice.plan.CompactionPlan.Obstacle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Plans to merge the slices of a Service for which a sync has nothing to do. Endpoints stay as they are published, hints included,
 * so what was right stays so; only where they stand changes. A slice that takes some keeps its own in front, in their order.
 */
public final class CompactionPlanner {
    /** What the slices of a group have in common. */
    private record Place(AddressType type, PortList ports) {}

    private final SlicePlanner planner;
    private final int maxEndpointsPerSlice;
    private final int worth;

    /**
     * A planner.
     *
     * @param worth how many writes one slice less is worth, 1 or more
     */
    public CompactionPlanner(ControllerConfig config, int worth) {
        checkArgument(worth >= 1, "a slice less is worth %s writes", worth);
        this.planner = new SlicePlanner(config);
        this.maxEndpointsPerSlice = config.maxEndpointsPerSlice();
        this.worth = worth;
    }

    /** As {@link #plan(ServiceSnapshot, Predicate)}, and no slice is left as it is on purpose. */
    public CompactionPlan plan(ServiceSnapshot snapshot) {
        return plan(snapshot, slice -> false);
    }

    /**
     * The steps for all groups of the Service.
     *
     * @param snapshot of the whole Service
     * @param apart slices that are to stay as they are, because they keep together what changes together
     */
    public CompactionPlan plan(ServiceSnapshot snapshot, Predicate<Slice> apart) {
        checkArgument(snapshot.settled().isEmpty(), "a compaction is planned from all of a Service");
        ServiceFacts service = snapshot.service();
        StandingSlices standing = StandingSlices.of(snapshot);
        int slices = standing.owned().size();
        if (!service.isSelecting()) {
            return CompactionPlan.leftAlone(service.key(), slices, Obstacle.NOT_SELECTING);
        } else if (service.deleting()) {
            return CompactionPlan.leftAlone(service.key(), slices, Obstacle.DELETING);
        }
        SyncPlan sync = planner.plan(snapshot, Optional.empty());
        if (!sync.writes().isEmpty()) {
            return CompactionPlan.leftAlone(service.key(), slices, Obstacle.NOT_RIGHT);
        } else if (sync.isIncomplete()) {
            return CompactionPlan.leftAlone(service.key(), slices, Obstacle.INCOMPLETE);
        }
        return new CompactionPlan(
                service.key(), new Merging(snapshot, sync).steps(standing, apart), slices, Optional.empty());
    }

    /** The steps of one Service. */
    private final class Merging {
        private final ServiceSnapshot snapshot;
        private final SyncPlan sync;
        private final DesiredEndpoints desired;
        private final SliceBuilder builder;
        private final List<SyncPlan> steps = new ArrayList<>();
        private ImmutableList<Slice> slices;

        Merging(ServiceSnapshot snapshot, SyncPlan sync) {
            this.snapshot = snapshot;
            this.sync = sync;
            this.desired = EndpointMapper.map(snapshot);
            // nothing has happened that a slice could tell the time of, so the annotation goes (E15)
            this.builder = new SliceBuilder(snapshot.service(), Optional.empty());
            this.slices = snapshot.slices();
        }

        ImmutableList<SyncPlan> steps(StandingSlices standing, Predicate<Slice> apart) {
            standing.owned().stream()
                    .filter(slice -> !slice.endpoints().isEmpty() && !apart.test(slice))
                    .collect(toImmutableListMultimap(
                            slice -> new Place(slice.addressType(), slice.ports()), slice -> slice))
                    .asMap()
                    .values()
                    .forEach(group -> merge(ImmutableList.copyOf(group)));
            return ImmutableList.copyOf(steps);
        }

        private void merge(ImmutableList<Slice> group) {
            ImmutableIntArray sizes = ImmutableIntArray.copyOf(
                    group.stream().mapToInt(slice -> slice.endpoints().size()));
            GroupMerge merge = new GroupMerge(group, builder);
            for (Compaction.Step step :
                    Compaction.of(maxEndpointsPerSlice, sizes, worth).steps()) {
                add(WriteOrder.of(merge.writes(step)));
            }
        }

        private void add(ImmutableList<SliceWrite> writes) {
            PlanCheck.check(with(slices), desired, writes, maxEndpointsPerSlice, true);
            SliceFigures figures = SliceFigures.of(
                    snapshot.service(), StandingSlices.of(with(slices)), desired, writes, maxEndpointsPerSlice);
            steps.add(sync.compacting(writes, figures));
            slices = after(slices, writes);
        }

        private ServiceSnapshot with(ImmutableList<Slice> standing) {
            return new ServiceSnapshot(
                    snapshot.service(), snapshot.pods(), snapshot.nodes(), standing, snapshot.topology());
        }
    }

    private static ImmutableList<Slice> after(ImmutableList<Slice> before, List<SliceWrite> writes) {
        List<Slice> after = new ArrayList<>(before);
        for (SliceWrite write : writes) {
            after.removeIf(slice -> slice.name().equals(write.slice().name()));
            write.left().ifPresent(after::add);
        }
        after.sort(Comparator.comparing(Slice::name));
        return ImmutableList.copyOf(after);
    }
}
