package io.endpointslice.conformance;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Multisets;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.PackingPolicyName;
import io.endpointslice.conformance.ConformanceCase.Expected;
import io.endpointslice.conformance.ConformanceCase.Ownership;
import io.endpointslice.conformance.ConformanceCase.Vary;
import io.endpointslice.fixtures.SliceStore;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.model.Topology;
import io.endpointslice.plan.SlicePlanner;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.SyncPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * What our planner makes of a case.
 *
 * @param plan of the first sync
 * @param after every slice once the plan's writes were made, by name
 */
record Outcome(
        ConformanceCase given,
        SlicePlanner planner,
        Optional<Instant> triggerTime,
        SyncPlan plan,
        ImmutableMap<String, Slice> after) {

    /** Plans the first sync of the case's Service and makes the writes in memory. */
    static Outcome of(ConformanceCase given, PackingPolicyName policy) {
        SlicePlanner planner = new SlicePlanner(ControllerConfig.DEFAULT
                .withMaxEndpointsPerSlice(given.maxEndpointsPerSlice())
                .withPacking(policy));
        ServiceSnapshot snapshot = snapshot(given, given.slices());
        Optional<Instant> triggerTime = given.service().creation();
        SyncPlan plan = planner.plan(snapshot, triggerTime);
        return new Outcome(given, planner, triggerTime, plan, carryOut(given.slices(), plan.writes()));
    }

    private static ServiceSnapshot snapshot(ConformanceCase given, Iterable<Slice> slices) {
        ServiceFacts service = given.service();
        ImmutableList<PodFacts> pods = given.pods().stream()
                .filter(pod -> pod.key().namespace().equals(service.key().namespace()))
                .filter(pod -> service.selects(pod.labels()))
                .collect(toImmutableList());
        ImmutableList.Builder<Slice> managed = ImmutableList.builder();
        slices.forEach(slice -> {
            if (isManaged(slice, service)) {
                managed.add(slice);
            }
        });
        return new ServiceSnapshot(
                service,
                pods,
                given.nodes(),
                managed.build(),
                Topology.of(given.nodes().values()));
    }

    private static boolean isManaged(Slice slice, ServiceFacts service) {
        ImmutableMap<String, String> labels = slice.meta().labels();
        return slice.meta().namespace().equals(service.key().namespace())
                && service.key().name().equals(labels.get(KubernetesNames.SERVICE_NAME_LABEL))
                && KubernetesNames.SLICE_CONTROLLER.equals(labels.get(KubernetesNames.MANAGED_BY_LABEL));
    }

    /** Such slices are recorded apart from the others. */
    private static boolean isMirrored(Slice slice) {
        return KubernetesNames.MIRRORING_CONTROLLER.equals(slice.meta().labels().get(KubernetesNames.MANAGED_BY_LABEL));
    }

    private static ImmutableMap<String, Slice> carryOut(List<Slice> before, List<SliceWrite> writes) {
        SliceStore store = new SliceStore(before);
        writes.forEach(store::apply);
        return Maps.uniqueIndex(store.all(), Slice::name);
    }

    /** Our slices of the Service afterwards, except those that are being deleted. */
    ImmutableList<Slice> managed() {
        return after.values().stream()
                .filter(slice ->
                        isManaged(slice, given.service()) && !slice.meta().deleting())
                .collect(toImmutableList());
    }

    /** The slices that are none of ours, by name, before the sync. */
    ImmutableMap<String, Slice> foreign() {
        ImmutableMap.Builder<String, Slice> foreign = ImmutableMap.builder();
        given.slices().stream()
                .filter(slice -> !isManaged(slice, given.service()))
                .forEach(slice -> foreign.put(slice.name(), slice));
        return foreign.buildOrThrow();
    }

    /** The plan of the next sync, if nothing changes in between. */
    SyncPlan planAgain(Optional<Instant> nextTrigger) {
        return planner.plan(snapshot(given, after.values()), nextTrigger);
    }

    /** The plan of the first sync, if everything comes in another order. */
    SyncPlan planShuffled(Random random) {
        ServiceSnapshot snapshot = snapshot(given, given.slices());
        return planner.plan(
                new ServiceSnapshot(
                        snapshot.service(),
                        shuffled(snapshot.pods(), random),
                        ImmutableMap.copyOf(shuffled(snapshot.nodes().entrySet().asList(), random)),
                        shuffled(snapshot.slices(), random),
                        snapshot.topology()),
                triggerTime);
    }

    private static <T> ImmutableList<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return ImmutableList.copyOf(copy);
    }

    /** Where this differs from what the reference left, with a text for each. */
    Map<Aspect, String> differences() {
        Map<Aspect, String> differences = new EnumMap<>(Aspect.class);
        Expected expected = given.expected();
        String groups = compare(groups(SliceGroup.of(managed())), groups(expected.groups()));
        if (!groups.isEmpty()) {
            differences.put(Aspect.GROUPS, groups);
        }
        ImmutableSortedMap<AddressType, HintCounts> hints = HintCounts.of(managed());
        if (!comparable(hints).equals(comparable(expected.hints()))) {
            differences.put(Aspect.HINTS, "ours " + hints + "\nreference " + expected.hints());
        }
        ImmutableSet<Ownership> metadata = after.values().stream()
                .filter(slice ->
                        slice.meta().namespace().equals(given.service().key().namespace()))
                .filter(slice -> !isMirrored(slice))
                .map(slice -> Ownership.of(slice.meta()))
                .collect(toImmutableSet());
        if (!metadata.equals(expected.metadata())) {
            differences.put(Aspect.METADATA, "ours " + metadata + "\nreference " + expected.metadata());
        }
        if (plan.isIncomplete() != expected.error()) {
            differences.put(Aspect.ERROR, "ours " + plan.isIncomplete() + ", reference " + expected.error());
        }
        if (plan.writes().size() > expected.mostWrites()) {
            differences.put(Aspect.WRITES, "ours " + plan.writes().size() + ", reference " + expected.mostWrites());
        }
        return differences;
    }

    /** Without hints where the reference chooses the endpoints at random: {@link HintCounts} are compared then. */
    private ImmutableSortedMap<SliceGroup.Key, SliceGroup> groups(
            ImmutableSortedMap<SliceGroup.Key, SliceGroup> groups) {
        return given.expected().vary() == Vary.NOTHING
                ? groups
                : ImmutableSortedMap.copyOfSorted(Maps.transformValues(groups, SliceGroup::withoutHints));
    }

    /** The counts as far as they are the same in every run of the reference; none where whole groups are compared. */
    private Map<AddressType, HintCounts> comparable(ImmutableSortedMap<AddressType, HintCounts> hints) {
        return switch (given.expected().vary()) {
            case NOTHING -> ImmutableMap.of();
            case ENDPOINTS -> hints;
            case COUNTS -> Maps.transformValues(hints, HintCounts::withoutZones);
        };
    }

    private static String compare(
            ImmutableSortedMap<SliceGroup.Key, SliceGroup> ours,
            ImmutableSortedMap<SliceGroup.Key, SliceGroup> reference) {
        if (!ours.keySet().equals(reference.keySet())) {
            return "ours " + ours.keySet() + "\nreference " + reference.keySet();
        }
        StringBuilder differences = new StringBuilder();
        ours.forEach((key, group) -> differences.append(compare(key, group, reference.getOrDefault(key, group))));
        return differences.toString();
    }

    private static String compare(SliceGroup.Key key, SliceGroup ours, SliceGroup reference) {
        if (ours.equals(reference)) {
            return "";
        }
        return key + "\nonly ours " + Multisets.difference(ours.endpoints(), reference.endpoints())
                + "\nonly reference " + Multisets.difference(reference.endpoints(), ours.endpoints())
                + "\nlabels ours " + ours.labels() + ", reference " + reference.labels() + "\n";
    }
}
