package io.endpointslice.cli;

import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import picocli.CommandLine.Option;

/** Whether legacy Endpoints are written (L7) and mirrored (M2); the same for {@code run}, {@code plan}, {@code diff} and {@code demo}. */
final class EndpointsOptions {
    @Option(
            names = "--legacy-endpoints",
            arity = "0..1",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = {
                "Write legacy Endpoints objects beside the slices (default: ${DEFAULT-VALUE}).",
                "false leaves those that stand as they are, and they go stale."
            })
    private boolean legacyEndpoints;

    @Option(
            names = "--mirroring",
            arity = "0..1",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = {
                "Mirror hand-written Endpoints of Services without a selector to slices (default: ${DEFAULT-VALUE}).",
                "false leaves mirrored slices as they are, and they go stale."
            })
    private boolean mirroring;

    @Option(
            names = "--mirroring-max-endpoints-per-subset",
            paramLabel = "N",
            defaultValue = "1000",
            converter = UpToThousand.class,
            description = "The most addresses of a subset that are mirrored, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int maxEndpointsPerSubset;

    /** The given configuration with these options: a controller that they switch off is not in it. */
    ControllerConfig applyTo(ControllerConfig config) {
        ControllerConfig withLegacy = legacyEndpoints ? config : config.without(ControllerName.ENDPOINTS);
        ControllerConfig withBoth = mirroring ? withLegacy : withLegacy.without(ControllerName.MIRRORING);
        return withBoth.withMaxEndpointsPerSubset(maxEndpointsPerSubset);
    }
}
