package io.endpointslice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Hints;
import io.endpointslice.model.OwnerReference;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.SliceWrite;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/** Where we leave something else than the reference on purpose; {@code docs/differences.md} says it to people. */
final class IntendedDifferences {
    /** No difference. */
    static final ImmutableSet<Aspect> NONE = ImmutableSet.of();

    /** By the name of the case. */
    static final ImmutableMap<String, Difference> ALL = ImmutableMap.of(
            "existing-placeholder-old-uid",
            new Difference(
                    "Q3", ImmutableSet.of(Aspect.METADATA, Aspect.WRITES), IntendedDifferences::placeholderIsReplaced),
            "existing-empty-slice-beside-full",
            new Difference("Q5", ImmutableSet.of(Aspect.WRITES), IntendedDifferences::emptySliceIsDeleted),
            "podip-without-podips",
            new Difference("Q8", ImmutableSet.of(Aspect.GROUPS), IntendedDifferences::podIpIsPublished),
            "prefer-close-stale-hint-not-ready",
            new Difference("Q7", ImmutableSet.of(Aspect.GROUPS), IntendedDifferences::staleHintIsRemoved),
            "auto-node-not-ready-has-pods",
            new Difference("H3", ImmutableSet.of(Aspect.GROUPS), IntendedDifferences::zoneWithoutCpuIsShared));

    private IntendedDifferences() {}

    /**
     * One intended difference.
     *
     * @param rule the rule or the quirk of the reference
     * @param aspects in what exactly the results differ
     * @param ours asserts what our result is
     */
    record Difference(String rule, ImmutableSet<Aspect> aspects, Consumer<Outcome> ours) {}

    /** The difference that is intended for that case. */
    static Optional<Difference> of(ConformanceCase given) {
        return Optional.ofNullable(ALL.get(given.name()));
    }

    private static void placeholderIsReplaced(Outcome outcome) {
        assertThat(outcome.plan().writes()).extracting(SliceWrite::verb).containsExactlyInAnyOrder("create", "delete");
        assertThat(outcome.after()).doesNotContainKey("web-empty");
        assertThat(outcome.managed()).singleElement().satisfies(slice -> {
            assertThat(slice.endpoints()).isEmpty();
            assertThat(slice.ports()).isEqualTo(PortList.EMPTY);
            assertThat(slice.meta().owners())
                    .extracting(OwnerReference::uid)
                    .containsExactly(outcome.given().service().uid());
        });
    }

    private static void emptySliceIsDeleted(Outcome outcome) {
        assertThat(outcome.plan().writes()).singleElement().satisfies(write -> {
            assertThat(write.verb()).isEqualTo("delete");
            assertThat(write.slice().name()).isEqualTo("web-empty");
        });
        assertThat(outcome.managed()).extracting(Slice::name).containsExactly("web-one");
    }

    private static void staleHintIsRemoved(Outcome outcome) {
        assertThat(outcome.managed().stream().flatMap(slice -> slice.endpoints().stream()))
                .filteredOn(endpoint -> !endpoint.conditions().isReady())
                .isNotEmpty()
                .allSatisfy(endpoint -> assertThat(endpoint.hints()).isEqualTo(Hints.NONE));
    }

    /** The zone's only Node is not ready: no consumer is to be there, and the other zones have too few endpoints without these. */
    private static void zoneWithoutCpuIsShared(Outcome outcome) {
        assertThat(outcome.managed().stream().flatMap(slice -> slice.endpoints().stream()))
                .filteredOn(endpoint -> endpoint.zone().equals("zone-c"))
                .hasSize(4)
                .extracting(endpoint -> endpoint.hints().forZones().toString())
                .containsExactlyInAnyOrder("[zone-a]", "[zone-a]", "[zone-b]", "[zone-b]");
    }

    private static void podIpIsPublished(Outcome outcome) {
        Iterable<Endpoint> endpoints = Iterables.concat(Iterables.transform(outcome.managed(), Slice::endpoints));
        assertThat(endpoints)
                .extracting(Endpoint::addresses)
                .map(Collection::toString)
                .containsExactlyInAnyOrder("[10.1.0.1]", "[10.1.0.2]");
    }
}
