package io.endpointslice.legacy;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.model.EndpointsSnapshot;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.plan.EndpointsPlan;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.plan.PlanViolationException;
import io.endpointslice.plan.Reason;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * From a snapshot of one Service to what has to be written of its Endpoints object: one write at most, and none if the object
 * says what it should, however it is cut into subsets and in whatever order.
 */
public final class EndpointsPlanner {
    private static final Comparator<PodFacts> BY_NAME =
            Comparator.comparing(pod -> pod.key().name());

    /**
     * What has to be written so that the Service's Endpoints object is right. The same snapshot, whatever the order of its
     * parts, gives the same plan. Services without a selector and of type ExternalName get the empty plan (L1).
     *
     * @param triggerTime what the object says, if it is written, about when the change happened (L6)
     * @throws PlanViolationException if the plan would break an invariant: a bug, nothing may be written
     */
    public EndpointsPlan plan(EndpointsSnapshot snapshot, Optional<Instant> triggerTime) {
        if (snapshot.service().isEmpty()) {
            return leftover(snapshot);
        }
        ServiceFacts service = snapshot.service().orElseThrow();
        if (!service.isSelecting()) {
            return EndpointsPlan.nothing(snapshot.key());
        }
        PodAddresses mapping = new PodAddresses(service);
        ImmutableList<PodFacts> pods = ImmutableList.sortedCopyOf(BY_NAME, snapshot.pods());
        ImmutableList<OfferedAddress> addresses =
                pods.stream().flatMap(pod -> mapping.map(pod).stream()).collect(toImmutableList());
        DesiredObject desired = DesiredObject.of(
                service,
                addresses,
                snapshot.endpoints().map(LegacyEndpoints::subsets).orElse(ImmutableList.of()));
        Optional<EndpointsWrite> write = snapshot.endpoints().isPresent()
                ? desired.update(snapshot.endpoints().orElseThrow(), triggerTime)
                : Optional.of(desired.create(triggerTime));
        write.ifPresent(any -> EndpointsCheck.check(snapshot.key(), desired));
        boolean inOrder = write.isPresent()
                || snapshot.endpoints().filter(desired::standsInOrder).isPresent();
        return new EndpointsPlan(
                snapshot.key(),
                write.stream().collect(toImmutableList()),
                pods.stream().flatMap(pod -> mapping.notes(pod).stream()).collect(toImmutableList()),
                ImmutableList.of(),
                desired.truncated(),
                inOrder ? desired.offered() : OptionalInt.empty());
    }

    /**
     * As {@link #plan}, from a snapshot of what has changed.
     *
     * @return the plan that one of the whole Service would lead to; empty if the whole has to be looked at to tell
     */
    public Optional<EndpointsPlan> planChange(EndpointsSnapshot changed, Optional<Instant> triggerTime) {
        return changed.settled()
                .flatMap(settled -> AddressChange.of(changed, settled))
                .flatMap(change -> change.plan(triggerTime));
    }

    /**
     * The Service is gone. What it was seen to leave behind goes, and what this controller wrote; a lock of leader election
     * never had a Service.
     */
    private static EndpointsPlan leftover(EndpointsSnapshot snapshot) {
        return snapshot.endpoints()
                .filter(endpoints -> isLeftover(endpoints.meta(), snapshot.serviceDeleted()))
                .map(endpoints -> new EndpointsWrite.Delete(endpoints, ImmutableSortedSet.of(Reason.SERVICE_GONE)))
                .map(delete -> EndpointsPlan.of(snapshot.key(), ImmutableList.of(delete)))
                .orElse(EndpointsPlan.nothing(snapshot.key()));
    }

    private static boolean isLeftover(Metadata meta, boolean serviceDeleted) {
        boolean managed = KubernetesNames.ENDPOINTS_CONTROLLER.equals(
                meta.labels().get(KubernetesNames.ENDPOINTS_MANAGED_BY_LABEL));
        return (managed || serviceDeleted)
                && !meta.deleting()
                && !meta.annotations().containsKey(KubernetesNames.LEADER_ANNOTATION);
    }
}
