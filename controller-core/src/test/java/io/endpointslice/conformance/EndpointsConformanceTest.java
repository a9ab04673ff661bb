package io.endpointslice.conformance;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.common.collect.ImmutableList;
import io.endpointslice.legacy.EndpointsPlanner;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.EndpointsSnapshot;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PortList;
import io.endpointslice.plan.EndpointsPlan;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The Endpoints object that our first sync of each recorded case leaves, against the reference's. */
class EndpointsConformanceTest {
    private static final long SEED = 20260301;
    private static final Comparator<Object> BY_TEXT = Comparator.comparing(Object::toString);
    private static final EndpointsPlanner PLANNER = new EndpointsPlanner();

    @TestFactory
    Stream<DynamicTest> cases() throws IOException, URISyntaxException {
        ImmutableList.Builder<LegacyCase> cases = ImmutableList.builder();
        for (Path file : Cases.files()) {
            cases.add(LegacyCaseReader.read(file));
        }
        return cases.build().stream().map(given -> dynamicTest(given.name(), () -> test(given)));
    }

    private static void test(LegacyCase given) {
        EndpointsSnapshot snapshot = snapshot(given, given.endpoints());
        Optional<Instant> triggerTime = given.service().creation();
        EndpointsPlan plan = PLANNER.plan(snapshot, triggerTime);
        Optional<LegacyEndpoints> after = plan.writes().isEmpty()
                ? given.endpoints()
                : Optional.of(plan.writes().get(0).endpoints());

        Map<LegacyAspect, String> differences = differences(given, plan, after);
        assertThat(differences.keySet())
                .as("in what it differs from the reference: %s", differences)
                .isEqualTo(LegacyDifferences.ofEndpoints(given));
        assertThat(PLANNER.plan(snapshot(given, after), Optional.empty()).writes())
                .as("planned again on the result")
                .isEmpty();
        assertThat(PLANNER.plan(shuffled(snapshot), triggerTime)).isEqualTo(plan);
    }

    private static EndpointsSnapshot snapshot(LegacyCase given, Optional<LegacyEndpoints> endpoints) {
        ImmutableList<PodFacts> pods = given.pods().stream()
                .filter(pod ->
                        pod.key().namespace().equals(given.service().key().namespace()))
                .filter(pod -> given.service().selects(pod.labels()))
                .collect(toImmutableList());
        return new EndpointsSnapshot(given.service().key(), Optional.of(given.service()), false, pods, endpoints);
    }

    private static EndpointsSnapshot shuffled(EndpointsSnapshot snapshot) {
        List<PodFacts> pods = new ArrayList<>(snapshot.pods());
        Collections.shuffle(pods, new Random(SEED));
        return new EndpointsSnapshot(
                snapshot.key(), snapshot.service(), false, ImmutableList.copyOf(pods), snapshot.endpoints());
    }

    private static Map<LegacyAspect, String> differences(
            LegacyCase given, EndpointsPlan plan, Optional<LegacyEndpoints> after) {
        Map<LegacyAspect, String> differences = new EnumMap<>(LegacyAspect.class);
        List<EndpointSubset> ours = subsets(after);
        List<EndpointSubset> reference = subsets(given.expected().endpoints());
        if (!sorted(ours).equals(sorted(reference))) {
            differences.put(LegacyAspect.SUBSETS, "ours " + ours + "\nreference " + reference);
        } else if (!plan.writes().isEmpty() && !ours.equals(reference)) {
            differences.put(LegacyAspect.ORDER, "ours " + ours + "\nreference " + reference);
        }
        String metadata = metadata(after);
        String expected = metadata(given.expected().endpoints());
        if (!metadata.equals(expected)) {
            differences.put(LegacyAspect.METADATA, "ours " + metadata + "\nreference " + expected);
        }
        int most = given.expected().mostEndpointsWrites();
        if (plan.writes().size() != most) {
            differences.put(LegacyAspect.WRITES, "ours " + plan.writes() + ", reference " + most);
        }
        return differences;
    }

    private static String metadata(Optional<LegacyEndpoints> endpoints) {
        return endpoints
                .map(object -> object.service() + " "
                        + new TreeMap<>(object.meta().labels()) + " "
                        + new TreeMap<>(object.meta().annotations()))
                .orElse("none");
    }

    private static ImmutableList<EndpointSubset> subsets(Optional<LegacyEndpoints> endpoints) {
        return endpoints.map(LegacyEndpoints::subsets).orElse(ImmutableList.of()).stream()
                .map(subset -> new EndpointSubset(
                        subset.addresses(), subset.notReadyAddresses(), new PortList(subset.ports()).ports()))
                .collect(toImmutableList());
    }

    /** Subsets and addresses in an order of their own: an object that is not written keeps what order it has. */
    private static ImmutableList<EndpointSubset> sorted(List<EndpointSubset> subsets) {
        return subsets.stream()
                .map(subset -> new EndpointSubset(
                        ImmutableList.sortedCopyOf(BY_TEXT, subset.addresses()),
                        ImmutableList.sortedCopyOf(BY_TEXT, subset.notReadyAddresses()),
                        subset.ports()))
                .sorted(Comparator.comparing(subset -> new PortList(subset.ports())))
                .collect(toImmutableList());
    }
}
