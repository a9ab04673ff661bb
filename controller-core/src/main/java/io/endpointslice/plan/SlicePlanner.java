package io.endpointslice.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.churn.ChurnHistory;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.hints.HintEvents;
import io.endpointslice.mapping.DesiredEndpoints;
import io.endpointslice.mapping.EndpointMapper;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.PortList;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.ZoneCpu;
import io.endpointslice.model.ZoneHints;
import io.endpointslice.packing.MergingPolicy;
import io.endpointslice.packing.PackingPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From a snapshot of one Service to the plan of one sync: the whole decision, without side effects. */
public final class SlicePlanner {
    private final PackingPolicy policy;
    private final int maxEndpointsPerSlice;
    private final double rewriteBudget;

    /** A planner that uses the packing policy and the cap of that configuration. */
    public SlicePlanner(ControllerConfig config) {
        this(PackingPolicy.of(config.packing()), config.maxEndpointsPerSlice(), config.rewriteBudget());
    }

    /** A planner with a policy of one's own, that never makes more writes than needed. */
    public SlicePlanner(PackingPolicy policy, int maxEndpointsPerSlice) {
        this(policy, maxEndpointsPerSlice, 0);
    }

    /**
     * A planner with a policy of one's own.
     *
     * @param maxEndpointsPerSlice 1 or more
     * @param rewriteBudget the share of a Service's needed writes that may be made in addition, 0 or more
     */
    public SlicePlanner(PackingPolicy policy, int maxEndpointsPerSlice, double rewriteBudget) {
        this.policy = policy;
        this.maxEndpointsPerSlice = maxEndpointsPerSlice;
        this.rewriteBudget = rewriteBudget;
    }

    /** As {@link #plan(ServiceSnapshot, Optional, ChurnHistory)} for a Service of whose past nothing is known. */
    public SyncPlan plan(ServiceSnapshot snapshot, Optional<Instant> triggerTime) {
        return plan(snapshot, triggerTime, ChurnHistory.NONE);
    }

    /**
     * What has to be written so that the Service's slices are right. A snapshot of what has changed leads to the same writes as
     * one of the whole Service, without a look at what is settled. The same arguments, whatever the order of their parts,
     * give the same plan (P4). Services without a selector and of type ExternalName get the empty plan (E1).
     *
     * @param triggerTime what the slices that are written say about when the change happened (E15)
     * @param churn what was recorded of the Service's earlier plans, see {@link SyncPlan#rewrite}
     * @throws PlanViolationException if the plan would break an invariant: a bug, nothing may be written
     */
    public SyncPlan plan(ServiceSnapshot snapshot, Optional<Instant> triggerTime, ChurnHistory churn) {
        ServiceFacts service = snapshot.service();
        if (!service.isSelecting()) {
            return SyncPlan.nothing(service.key());
        }
        DesiredEndpoints desired = EndpointMapper.map(snapshot);
        int cap = cap(snapshot);
        Drafting drafting = new Drafting(
                snapshot, new SliceBuilder(service, triggerTime), cap, new Foresight(churn, rewriteBudget));
        desired.groups().forEach((type, groups) -> drafting.add(type, groups));
        drafting.deleteOtherTypes(desired.groups().keySet());
        ImmutableList<SliceWrite> writes = WriteOrder.of(drafting.writes);
        PlanCheck.check(snapshot, desired, writes, cap, !service.deleting());
        ImmutableSortedMap<AddressType, ZoneHints> hints = ImmutableSortedMap.copyOf(drafting.hints);
        return new SyncPlan(
                service.key(),
                writes,
                desired.notes(),
                HintEvents.of(service, snapshot.topology(), desired.groups().keySet(), hints),
                drafting.least,
                hints,
                Optional.of(SliceFigures.of(service, drafting.standing, desired, writes, maxEndpointsPerSlice)));
    }

    /** A Service that is being deleted gets no new slices (E14), so what stands above the cap has to stay where it is. */
    private int cap(ServiceSnapshot snapshot) {
        if (!snapshot.service().deleting()) {
            return maxEndpointsPerSlice;
        }
        return snapshot.allSlices().stream()
                .mapToInt(slice -> slice.endpoints().size())
                .reduce(maxEndpointsPerSlice, Math::max);
    }

    /** The writes of all address types as they come together. */
    private final class Drafting {
        private final ServiceFacts service;
        private final SliceBuilder builder;
        private final int cap;
        private final StandingSlices standing;
        private final ZoneCpu zones;
        private final Foresight foresight;
        private final List<SliceWrite> writes = new ArrayList<>();
        private final Map<AddressType, ZoneHints> hints = new TreeMap<>();
        private int least;

        Drafting(ServiceSnapshot snapshot, SliceBuilder builder, int cap, Foresight foresight) {
            this.service = snapshot.service();
            this.builder = builder;
            this.cap = cap;
            this.foresight = foresight;
            this.zones = snapshot.topology().zones();
            this.standing = StandingSlices.of(snapshot);
        }

        void add(AddressType type, ImmutableSortedMap<PortList, ImmutableList<Endpoint>> desired) {
            AddressTypePlanner planner = new AddressTypePlanner(spreading(), cap, type, builder, !service.deleting());
            AddressTypePlanner.Result result =
                    planner.plan(desired, standing.of(type), HintPlan.of(service.hinting(), zones, desired), foresight);
            writes.addAll(result.writes());
            result.hints().ifPresent(made -> hints.put(type, made));
            least += result.least();
        }

        /** Where no slice may be created (E14), none of a policy's endpoints may be counted on to be in a new one. */
        private PackingPolicy spreading() {
            return service.deleting() && policy.looksAhead() ? new MergingPolicy() : policy;
        }

        void deleteOtherTypes(ImmutableSortedSet<AddressType> types) {
            standing.ofOtherThan(types).forEach(slice -> {
                writes.add(new SliceWrite.Delete(slice, ImmutableSortedSet.of(Reason.ADDRESS_TYPE_GONE)));
                least++;
            });
        }
    }
}
