package io.endpointslice.legacy;

import com.google.common.collect.Comparators;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.PlanViolationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proves an Endpoints object before it is written: it says nothing that no Pod offers, and all that they offer unless that is
 * above the capacity; then it is full, and holds no address that is not ready while one that is ready has no place (L2, L3,
 * L5). Knows nothing of how it was cut.
 */
final class EndpointsCheck {
    private final ServiceKey service;
    private final DesiredObject object;
    private final Set<Place> offered;

    /** One address for one port. */
    private record Place(EndpointAddress address, EndpointPort port, boolean ready) {
        // as in EndpointIdentity: those of a record are slow unless C2 has compiled them

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place that
                    && ready == that.ready
                    && address.equals(that.address)
                    && port.equals(that.port);
        }

        @Override
        public int hashCode() {
            return 31 * address.hashCode() + port.hashCode();
        }
    }

    private EndpointsCheck(ServiceKey service, DesiredObject object) {
        this.service = service;
        this.object = object;
        this.offered = new HashSet<>();
        object.addresses()
                .forEach(address -> address.offer()
                        .ports()
                        .forEach((port, ready) -> offered.add(new Place(address.address(), port, ready))));
    }

    /**
     * Checks the object.
     *
     * @throws PlanViolationException if an invariant does not hold
     */
    static void check(ServiceKey service, DesiredObject object) {
        new EndpointsCheck(service, object).check();
    }

    /**
     * Checks the subset that a change leads to: what it says of Pods that have not changed is what was said before, what it says
     * of the others is what they offer, in order, and not too much.
     *
     * @param unchanged what was said before of the Pods that have not changed
     * @param wanted what the others offer
     * @throws PlanViolationException if an invariant does not hold
     */
    static void checkChange(ServiceKey service, EndpointSubset unchanged, EndpointSubset wanted, EndpointSubset after) {
        checkChange(service, unchanged.addresses(), wanted.addresses(), after.addresses());
        checkChange(service, unchanged.notReadyAddresses(), wanted.notReadyAddresses(), after.notReadyAddresses());
        require(after.size() <= Capacity.MOST_ADDRESSES, "holds more addresses than it may", service, after);
    }

    private static void checkChange(
            ServiceKey service,
            List<EndpointAddress> unchanged,
            List<EndpointAddress> wanted,
            List<EndpointAddress> after) {
        List<EndpointAddress> others = new ArrayList<>();
        int kept = 0;
        for (EndpointAddress address : after) {
            if (kept < unchanged.size() && address.equals(unchanged.get(kept))) {
                kept++;
            } else {
                others.add(address);
            }
        }
        require(kept == unchanged.size(), "changes what has not changed", service, after);
        require(others.equals(wanted), "does not say what changed Pods offer", service, after);
        boolean ordered = Comparators.isInStrictOrder(after, AddressKey.ADDRESS_ORDER);
        require(ordered, "is out of order, or says something twice", service, after);
    }

    private void check() {
        Set<Place> said = new HashSet<>();
        int count = 0;
        for (EndpointSubset subset : object.subsets()) {
            List<EndpointPort> ports = subset.ports().isEmpty() ? List.of(Offer.NO_PORT) : subset.ports();
            int before = said.size();
            for (EndpointPort port : ports) {
                subset.addresses().forEach(address -> said.add(new Place(address, port, true)));
                subset.notReadyAddresses().forEach(address -> said.add(new Place(address, port, false)));
            }
            int size = subset.size();
            require(size > 0, "holds a subset without addresses");
            require(said.size() == before + size * ports.size(), "says something twice");
            count += size;
        }
        require(offered.containsAll(said), "says what no Pod offers");
        if (object.truncated()) {
            checkCut(said, count);
        } else {
            require(count <= Capacity.MOST_ADDRESSES, "holds more addresses than it may");
            require(said.size() == offered.size(), "lacks what Pods offer");
        }
    }

    private void checkCut(Set<Place> said, int count) {
        require(count == Capacity.MOST_ADDRESSES, "was cut, and holds " + count + " addresses");
        boolean lacksReady = offered.stream().anyMatch(place -> place.ready() && !said.contains(place));
        boolean holdsNotReady = said.stream().anyMatch(place -> !place.ready());
        require(!lacksReady || !holdsNotReady, "holds an address that is not ready in the place of a ready one");
    }

    private void require(boolean holds, String what) {
        require(holds, what, service, object);
    }

    private static void require(boolean holds, String what, ServiceKey service, Object planned) {
        if (!holds) {
            throw new PlanViolationException(
                    "the Endpoints object planned for " + service + " " + what + ": " + planned);
        }
    }
}
