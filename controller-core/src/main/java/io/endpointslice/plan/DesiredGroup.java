package io.endpointslice.plan;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.churn.ChurnHistory;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointIdentity;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The endpoints that a group should have, without those of settled slices, by position, and the judgement of single slices
 * against them.
 */
final class DesiredGroup {
    private final PortList ports;
    private final HintPlan hints;
    private final ImmutableList<Endpoint> endpoints;
    private final ImmutableMap<EndpointIdentity, Integer> positions;

    DesiredGroup(PortList ports, ImmutableList<Endpoint> endpoints, HintPlan hints) {
        this.ports = ports;
        this.hints = hints;
        this.endpoints = endpoints;
        ImmutableMap.Builder<EndpointIdentity, Integer> builder =
                ImmutableMap.builderWithExpectedSize(endpoints.size());
        for (int i = 0; i < endpoints.size(); i++) {
            builder.put(endpoints.get(i).identity(), i);
        }
        this.positions = builder.buildOrThrow();
    }

    PortList ports() {
        return ports;
    }

    int size() {
        return endpoints.size();
    }

    ImmutableList<Endpoint> at(ImmutableIntArray wanted) {
        ImmutableList.Builder<Endpoint> result = ImmutableList.builderWithExpectedSize(wanted.length());
        wanted.forEach(i -> result.add(endpoints.get(i)));
        return result.build();
    }

    /** The endpoints of a slice that is right as it is, as they are desired: hints that nobody minds go with a write (Q7). */
    ImmutableList<Endpoint> asDesired(Slice right) {
        return right.endpoints().stream().map(hints::asDesired).collect(toImmutableList());
    }

    /** What the slice keeps, and why it has to be written, by itself: duplicates in other slices are not seen here. */
    GroupSlice judge(Slice slice, boolean rightLabels, int cap) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        if (!rightLabels) {
            reasons.add(Reason.LABELS);
        }
        if (slice.endpoints().isEmpty()) {
            reasons.add(Reason.EMPTY);
        }
        ImmutableIntArray kept = keptBy(slice, reasons);
        if (kept.length() > cap) {
            reasons.add(Reason.ABOVE_CAP);
        }
        return new GroupSlice(slice, kept, reasons);
    }

    private ImmutableIntArray keptBy(Slice slice, Set<Reason> reasons) {
        ImmutableIntArray.Builder kept = ImmutableIntArray.builder();
        BitSet seen = new BitSet(endpoints.size());
        for (Endpoint published : slice.endpoints()) {
            Integer position = positions.get(published.identity());
            if (position == null) {
                reasons.add(Reason.ENDPOINT_REMOVED);
            } else if (seen.get(position)) {
                reasons.add(Reason.DUPLICATE);
            } else {
                seen.set(position);
                kept.add(position);
                compare(endpoints.get(position), published, reasons);
            }
        }
        return kept.build();
    }

    /** The kinds of the endpoints that a forced slice keeps, in their order. */
    ImmutableIntArray kinds(GroupSlice slice, ChurnHistory churn) {
        Map<Integer, Endpoint> published = new HashMap<>();
        for (Endpoint endpoint : slice.slice().endpoints()) {
            Integer position = positions.get(endpoint.identity());
            if (position != null) {
                published.putIfAbsent(position, endpoint);
            }
        }
        ImmutableIntArray.Builder kinds = ImmutableIntArray.builder(slice.kept().length());
        slice.kept().forEach(position -> {
            Endpoint desired = endpoints.get(position);
            kinds.add(churn.kind(desired, published.getOrDefault(position, desired)));
        });
        return kinds.build();
    }

    private void compare(Endpoint desired, Endpoint published, Set<Reason> reasons) {
        if (!desired.sameApartFromHints(published)) {
            reasons.add(Reason.ENDPOINT_CHANGED);
        }
        if (hints.areWrong(desired, published)) {
            reasons.add(Reason.HINTS);
        }
    }
}
