package io.endpointslice.cli.inspect;

import io.endpointslice.cli.inspect.Finding.OverCapacity;
import io.endpointslice.cli.report.Counts;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.LegacyEndpoints;
import java.util.Optional;

/** Counts what stands in legacy Endpoints objects. */
final class LegacyFigures {
    /** The most addresses that a controller puts into one (L5). */
    private static final int MAX_ADDRESSES = 1000;

    private LegacyFigures() {}

    /** Ready and not ready ones; one that stands in two subsets counts twice (Q9). */
    static int addresses(LegacyEndpoints object) {
        return object.subsets().stream().mapToInt(EndpointSubset::size).sum();
    }

    /** The object as one over capacity; empty if it is not. */
    static Optional<Finding> overCapacity(String name, LegacyEndpoints object) {
        int addresses = addresses(object);
        boolean truncated = KubernetesNames.TRUNCATED.equals(
                object.meta().annotations().get(KubernetesNames.OVER_CAPACITY_ANNOTATION));
        if (truncated) {
            return Optional.of(new OverCapacity(
                    name, "over capacity, truncated to " + Counts.of(addresses, "address", "addresses")));
        }
        return addresses > MAX_ADDRESSES
                ? Optional.of(new OverCapacity(name, "over capacity, with " + addresses + " addresses"))
                : Optional.empty();
    }
}
