package io.endpointslice.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
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

    /** A planner that uses the packing policy and the cap of that configuration. */
    public SlicePlanner(ControllerConfig config) {
        this(PackingPolicy.of(config.packing()), config.maxEndpointsPerSlice());
    }

    /**
     * A planner with a policy of one's own.
     *
     * @param maxEndpointsPerSlice 1 or more
     */
    public SlicePlanner(PackingPolicy policy, int maxEndpointsPerSlice) {
        this.policy = policy;
        this.maxEndpointsPerSlice = maxEndpointsPerSlice;
    }

    /**
     * What has to be written so that the Service's slices are right. A snapshot of what has changed leads to the same writes as
     * one of the whole Service, without a look at what is settled. The same snapshot, whatever the order of its parts,
     * gives the same plan (P4). Services without a selector and of type ExternalName get the empty plan (E1).
     *
     * @param triggerTime what the slices that are written say about when the change happened (E15)
     * @throws PlanViolationException if the plan would break an invariant: a bug, nothing may be written
     */
    public SyncPlan plan(ServiceSnapshot snapshot, Optional<Instant> triggerTime) {
        ServiceFacts service = snapshot.service();
        if (!service.isSelecting()) {
            return SyncPlan.nothing(service.key());
        }
        DesiredEndpoints desired = EndpointMapper.map(snapshot);
        int cap = cap(snapshot);
        Drafting drafting = new Drafting(snapshot, new SliceBuilder(service, triggerTime), cap);
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
        private final List<SliceWrite> writes = new ArrayList<>();
        private final Map<AddressType, ZoneHints> hints = new TreeMap<>();
        private int least;

        Drafting(ServiceSnapshot snapshot, SliceBuilder builder, int cap) {
            this.service = snapshot.service();
            this.builder = builder;
            this.cap = cap;
            this.zones = snapshot.topology().zones();
            this.standing = StandingSlices.of(snapshot);
        }

        void add(AddressType type, ImmutableSortedMap<PortList, ImmutableList<Endpoint>> desired) {
            AddressTypePlanner planner = new AddressTypePlanner(policy, cap, type, builder, !service.deleting());
            AddressTypePlanner.Result result =
                    planner.plan(desired, standing.of(type), HintPlan.of(service.hinting(), zones, desired));
            writes.addAll(result.writes());
            result.hints().ifPresent(made -> hints.put(type, made));
            least += result.least();
        }

        void deleteOtherTypes(ImmutableSortedSet<AddressType> types) {
            standing.ofOtherThan(types).forEach(slice -> {
                writes.add(new SliceWrite.Delete(slice, ImmutableSortedSet.of(Reason.ADDRESS_TYPE_GONE)));
                least++;
            });
        }
    }
}
