package io.endpointslice.plan;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import io.endpointslice.model.ZoneHints;
import io.endpointslice.packing.Exchange;
import io.endpointslice.packing.Group;
import io.endpointslice.packing.PackingPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans all groups of one address type of a Service, and what they can give each other (E6, E12, E13, E16). */
final class AddressTypePlanner {
    private final PackingPolicy policy;
    private final int cap;
    private final SliceBuilder builder;
    private final boolean createsAllowed;
    private final Drafts drafts;

    AddressTypePlanner(PackingPolicy policy, int cap, AddressType type, SliceBuilder builder, boolean createsAllowed) {
        this.policy = policy;
        this.cap = cap;
        this.builder = builder;
        this.createsAllowed = createsAllowed;
        this.drafts = new Drafts(type, builder);
    }

    /**
     * Writes in no order yet.
     *
     * @param least the fewest that any plan needs: each slice that is wrong as it is costs one, and so does each slice that
     *     has to hold something new, where it may be made
     * @param hints what was made of hints by topology; absent if they are not asked for
     */
    record Result(ImmutableList<SliceWrite> writes, int least, Optional<ZoneHints> hints) {}

    /**
     * The writes for this address type.
     *
     * @param desired the endpoints by port list, without those of settled slices; a list is empty if all it has is settled
     * @param standing the slices of this type; where nothing may be created (E14) those of an older Service stay, since
     *     nothing could take over what they publish (P3)
     * @param hints of the desired endpoints
     * @param foresight is told what is needed and invested
     */
    Result plan(
            Map<PortList, ImmutableList<Endpoint>> desired,
            StandingSlices standing,
            HintPlan hints,
            Foresight foresight) {
        int least =
                desired.isEmpty() ? planPlaceholder(standing.owned()) : planGroups(desired, standing, hints, foresight);
        if (createsAllowed) {
            standing.foreign().forEach(slice -> drafts.deleteForGood(slice, Reason.FOREIGN_OWNER));
            least += standing.foreign().size();
        } else {
            least -= drafts.unmatchedCreates();
        }
        HintPlan.Hinted hinted = hints.hint(drafts.join(createsAllowed), standing.owned());
        return new Result(hinted.writes(), least, hinted.state());
    }

    /** A Service without endpoints has one slice without ports and endpoints (E13). */
    private int planPlaceholder(List<Slice> owned) {
        ImmutableList<Slice> right = owned.stream()
                .filter(slice -> slice.ports().equals(PortList.EMPTY)
                        && slice.endpoints().isEmpty()
                        && builder.hasRightLabels(slice))
                .limit(1)
                .collect(toImmutableList());
        owned.stream()
                .filter(slice -> !right.contains(slice))
                .forEach(slice -> drafts.delete(slice, ImmutableSortedSet.of(surplus(slice))));
        if (right.isEmpty()) {
            drafts.create(PortList.EMPTY, ImmutableList.of(), ImmutableSortedSet.of(Reason.PLACEHOLDER));
        }
        return Math.max(owned.size() - right.size(), 1 - right.size());
    }

    private static Reason surplus(Slice slice) {
        return slice.endpoints().isEmpty() ? Reason.EMPTY : Reason.ENDPOINT_REMOVED;
    }

    private int planGroups(
            Map<PortList, ImmutableList<Endpoint>> desired,
            StandingSlices standing,
            HintPlan hints,
            Foresight foresight) {
        ImmutableListMultimap<PortList, Slice> byPorts = standing.byPorts();
        List<Slice> gone = standing.owned().stream()
                .filter(slice -> !desired.containsKey(slice.ports()))
                .toList();
        gone.forEach(slice -> drafts.delete(slice, ImmutableSortedSet.of(Reason.PORTS_GONE)));
        ImmutableList.Builder<GroupPlan> groups = ImmutableList.builder();
        desired.forEach((ports, endpoints) -> groups.add(GroupPlan.judge(
                new DesiredGroup(ports, endpoints, hints), byPorts.get(ports), standing.settled(), builder, cap)));
        HintPlan.Rehinted rehinted = hints.rehint(groups.build(), gone.size(), cap);
        foresight.need(rehinted.least());
        exchanges(rehinted.groups(), gone.size())
                .forEach((group, exchange) -> group.plan(policy, exchange, drafts, foresight));
        return rehinted.least();
    }

    /** Slices whose port list is gone are offered first, then those of groups that need fewer than they have to write. */
    private static ImmutableMap<GroupPlan, Exchange> exchanges(List<GroupPlan> groups, int gone) {
        int wanted = groups.stream().mapToInt(plan -> missing(plan.group())).sum();
        int offered =
                gone + groups.stream().mapToInt(plan -> surplus(plan.group())).sum();
        int toTake = Math.min(wanted, offered);
        int toGive = Math.max(0, toTake - gone);
        ImmutableMap.Builder<GroupPlan, Exchange> exchanges = ImmutableMap.builder();
        for (GroupPlan plan : groups) {
            int takes = Math.min(toTake, missing(plan.group()));
            int gives = Math.min(toGive, surplus(plan.group()));
            toTake -= takes;
            toGive -= gives;
            exchanges.put(plan, new Exchange(takes, gives));
        }
        return exchanges.buildOrThrow();
    }

    private static int missing(Group group) {
        return Math.max(0, group.needed() - group.forced());
    }

    private static int surplus(Group group) {
        return Math.max(0, group.forced() - group.needed());
    }
}
