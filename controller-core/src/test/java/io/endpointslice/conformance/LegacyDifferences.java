package io.endpointslice.conformance;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;

/**
 * Where we leave another Endpoints object than the reference on purpose; {@code docs/differences.md} says it to people. No
 * recorded case shows a difference in what is mirrored.
 */
final class LegacyDifferences {
    /** Of Endpoints objects, by the name of the case. */
    static final ImmutableMap<String, Difference> ENDPOINTS = ImmutableMap.of(
            "endpoints-headless-label-missing",
            new Difference("Q4", ImmutableSet.of(LegacyAspect.METADATA, LegacyAspect.WRITES)),
            "endpoints-service-has-headless-label",
            new Difference("Q2", ImmutableSet.of(LegacyAspect.METADATA, LegacyAspect.WRITES)),
            "podip-without-podips",
            new Difference("Q8", ImmutableSet.of(LegacyAspect.SUBSETS)));

    private static final Difference NONE = new Difference("", ImmutableSet.of());

    private LegacyDifferences() {}

    /**
     * One intended difference.
     *
     * @param rule the rule or the quirk of the reference
     * @param aspects in what exactly the results differ
     */
    record Difference(String rule, ImmutableSet<LegacyAspect> aspects) {}

    /** In what the Endpoints object of that case differs. */
    static ImmutableSet<LegacyAspect> ofEndpoints(LegacyCase given) {
        return ENDPOINTS.getOrDefault(given.name(), NONE).aspects();
    }
}
