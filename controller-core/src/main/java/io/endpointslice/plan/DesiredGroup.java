package io.endpointslice.plan;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.churn.ChurnHistory;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointIdentity;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Iterator;
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
    private final Map<EndpointIdentity, Integer> positions;

    DesiredGroup(PortList ports, ImmutableList<Endpoint> endpoints, HintPlan hints) {
        this.ports = ports;
        this.hints = hints;
        this.endpoints = endpoints;
        this.positions = Maps.newHashMapWithExpectedSize(endpoints.size());
        for (int i = 0; i < endpoints.size(); i++) {
            EndpointIdentity identity = endpoints.get(i).identity();
            checkArgument(positions.put(identity, i) == null, "%s is desired twice", identity);
        }
    }

    PortList ports() {
        return ports;
    }

    int size() {
        return endpoints.size();
    }

    ImmutableList<Endpoint> at(ImmutableIntArray wanted) {
        ImmutableList.Builder<Endpoint> result = ImmutableList.builderWithExpectedSize(wanted.length());
        for (int i = 0; i < wanted.length(); i++) {
            result.add(endpoints.get(wanted.get(i)));
        }
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

    /** The kinds of the endpoints that a forced slice keeps, in their order, which is that in which it publishes them. */
    ImmutableIntArray kinds(GroupSlice slice, ChurnHistory churn) {
        ImmutableIntArray kept = slice.kept();
        ImmutableIntArray.Builder kinds = ImmutableIntArray.builder(kept.length());
        Iterator<Endpoint> published = slice.slice().endpoints().iterator();
        for (int i = 0; i < kept.length(); i++) {
            Endpoint desired = endpoints.get(kept.get(i));
            Endpoint standing = published.next();
            while (!standing.identity().equals(desired.identity())) {
                standing = published.next();
            }
            kinds.add(churn.kind(desired, standing));
        }
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
