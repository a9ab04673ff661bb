package io.endpointslice.mirroring;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.MirroringSnapshot;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.Fill;
import io.endpointslice.plan.PlanCheck;
import io.endpointslice.plan.PlanViolationException;
import io.endpointslice.plan.Reason;
import io.endpointslice.plan.SliceFigures;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.plan.WriteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** From a snapshot of one hand-written Endpoints object to what has to be written of the slices that mirror it. */
public final class MirroringPlanner {
    private final int maxEndpointsPerSubset;

    /**
     * A planner.
     *
     * @param maxEndpointsPerSubset how many addresses of a subset are mirrored, 1 or more (M2)
     */
    public MirroringPlanner(int maxEndpointsPerSubset) {
        checkArgument(maxEndpointsPerSubset >= 1, "at most %s endpoints per subset", maxEndpointsPerSubset);
        this.maxEndpointsPerSubset = maxEndpointsPerSubset;
    }

    /**
     * What has to be written so that the mirrored slices are right. The same snapshot, whatever the order of its slices,
     * gives the same plan. Where nothing is to be mirrored (M1), all mirrored slices are deleted.
     *
     * @throws PlanViolationException if the plan would break an invariant: a bug, nothing may be written
     */
    public SyncPlan plan(MirroringSnapshot snapshot) {
        List<Slice> slices = snapshot.slices().stream()
                .filter(slice -> !slice.meta().deleting())
                .sorted(Comparator.comparing(Slice::name))
                .toList();
        Optional<LegacyEndpoints> endpoints =
                snapshot.endpoints().filter(object -> isMirrored(object.meta(), snapshot.service()));
        return endpoints.isPresent()
                ? mirror(snapshot, endpoints.get(), slices)
                : plan(snapshot, slices.stream().map(MirroringPlanner::delete).collect(toImmutableList()));
    }

    private static boolean isMirrored(Metadata meta, Optional<ServiceFacts> service) {
        return service.isPresent()
                && service.get().selector().isEmpty()
                && !"true".equals(meta.labels().get(KubernetesNames.SKIP_MIRROR_LABEL))
                && !meta.annotations().containsKey(KubernetesNames.LEADER_ANNOTATION);
    }

    private static SliceWrite delete(Slice slice) {
        return new SliceWrite.Delete(slice, ImmutableSortedSet.of(Reason.NOT_MIRRORED));
    }

    private static SyncPlan plan(MirroringSnapshot snapshot, ImmutableList<SliceWrite> deletes) {
        return new SyncPlan(snapshot.key(), deletes, ImmutableList.of(), ImmutableList.of(), deletes.size());
    }

    private SyncPlan mirror(MirroringSnapshot snapshot, LegacyEndpoints endpoints, List<Slice> slices) {
        MirroredEndpoints.Result mirrored = MirroredEndpoints.of(endpoints, maxEndpointsPerSubset);
        MirrorBuilder builder = new MirrorBuilder(endpoints);
        boolean createsAllowed = !endpoints.meta().deleting();
        List<SliceWrite> writes = new ArrayList<>();
        ImmutableSortedMap.Builder<AddressType, Fill> fill = ImmutableSortedMap.naturalOrder();
        int least = 0;
        for (AddressType type : AddressType.values()) {
            AddressTypeMirror.Result result = new AddressTypeMirror(
                            type,
                            builder,
                            createsAllowed,
                            mirrored.desired().groups().getOrDefault(type, ImmutableSortedMap.of()))
                    .plan(slices.stream()
                            .filter(slice -> slice.addressType() == type)
                            .toList());
            writes.addAll(result.writes());
            fill.put(type, result.fill());
            least += result.least();
        }
        ImmutableList<SliceWrite> ordered = WriteOrder.of(writes);
        PlanCheck.check(snapshot, mirrored.desired(), ordered, maxEndpointsPerSubset, createsAllowed);
        return new SyncPlan(snapshot.key(), ordered, ImmutableList.of(), mirrored.events(), least)
                .with(SliceFigures.mirrored(fill.buildOrThrow(), mirrored.skipped()));
    }
}
