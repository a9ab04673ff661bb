package io.endpointslice.conformance;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMultiset.toImmutableMultiset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import io.endpointslice.conformance.ConformanceCase.Ownership;
import io.endpointslice.fixtures.SliceStore;
import io.endpointslice.mirroring.MirroringPlanner;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.MirroringSnapshot;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.SyncPlan;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The mirrored slices that our first sync of each recorded case leaves, against the reference's. */
class MirroringConformanceTest {
    private static final long SEED = 20260301;

    @TestFactory
    Stream<DynamicTest> cases() throws IOException, URISyntaxException {
        ImmutableList.Builder<LegacyCase> cases = ImmutableList.builder();
        for (Path file : Cases.files()) {
            cases.add(LegacyCaseReader.read(file));
        }
        return cases.build().stream().map(given -> dynamicTest(given.name(), () -> test(given)));
    }

    /** A slice without the names that an API server makes up. */
    private record Content(Ownership meta, AddressType type, PortList ports, ImmutableMultiset<Endpoint> endpoints) {
        static Content of(Slice slice) {
            return new Content(
                    Ownership.of(slice.meta()),
                    slice.addressType(),
                    slice.ports(),
                    ImmutableMultiset.copyOf(slice.endpoints()));
        }
    }

    private static void test(LegacyCase given) {
        MirroringPlanner planner = new MirroringPlanner(given.maxEndpointsPerSubset());
        MirroringSnapshot snapshot = snapshot(given, mirrored(given.slices()));
        SyncPlan plan = planner.plan(snapshot);
        SliceStore store = new SliceStore(snapshot.slices());
        plan.writes().forEach(store::apply);

        assertThat(differences(given, plan, store.all()))
                .as("in what it differs from the reference")
                .isEmpty();
        assertThat(plan.writes()).as("P2").hasSize(plan.leastWrites());
        assertThat(planner.plan(snapshot(given, store.all())).writes())
                .as("planned again on the result")
                .isEmpty();
        List<Slice> shuffled = new ArrayList<>(snapshot.slices());
        Collections.shuffle(shuffled, new Random(SEED));
        assertThat(planner.plan(snapshot(given, ImmutableList.copyOf(shuffled))))
                .isEqualTo(plan);
    }

    private static ImmutableList<Slice> mirrored(List<Slice> slices) {
        return slices.stream()
                .filter(slice -> KubernetesNames.MIRRORING_CONTROLLER.equals(
                        slice.meta().labels().get(KubernetesNames.MANAGED_BY_LABEL)))
                .collect(toImmutableList());
    }

    private static MirroringSnapshot snapshot(LegacyCase given, ImmutableList<Slice> slices) {
        return new MirroringSnapshot(given.service().key(), Optional.of(given.service()), given.endpoints(), slices);
    }

    private static Map<LegacyAspect, String> differences(LegacyCase given, SyncPlan plan, List<Slice> after) {
        Map<LegacyAspect, String> differences = new EnumMap<>(LegacyAspect.class);
        ImmutableMultiset<Content> ours = contents(after);
        ImmutableMultiset<Content> reference = contents(given.expected().mirrored());
        if (!withoutMetadata(ours).equals(withoutMetadata(reference))) {
            differences.put(LegacyAspect.SUBSETS, "ours " + ours + "\nreference " + reference);
        } else if (!ours.equals(reference)) {
            differences.put(LegacyAspect.METADATA, "ours " + ours + "\nreference " + reference);
        }
        int most = given.expected().mostMirroredWrites();
        if (plan.writes().size() > most) {
            differences.put(LegacyAspect.WRITES, "ours " + plan.writes() + ", reference " + most);
        }
        return differences;
    }

    private static ImmutableMultiset<Content> contents(List<Slice> slices) {
        return slices.stream().map(Content::of).collect(toImmutableMultiset());
    }

    private static ImmutableMultiset<Content> withoutMetadata(ImmutableMultiset<Content> contents) {
        Ownership none = new Ownership(ImmutableMap.of(), ImmutableMap.of(), ImmutableList.of());
        return contents.stream()
                .map(content -> new Content(none, content.type(), content.ports(), content.endpoints()))
                .collect(toImmutableMultiset());
    }
}
