package io.endpointslice.cli;

import io.endpointslice.config.ConfigException;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.config.LoopConfig;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which controllers {@code run} runs, and how. The options are the reference's but for the two switches. */
final class LoopOptions {
    @Option(
            names = "--concurrent-service-endpoint-syncs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Services whose slices are synced at once (default: ${DEFAULT-VALUE}).")
    private int sliceSyncs;

    @Option(
            names = "--endpointslice-updates-batch-period",
            paramLabel = "DURATION",
            defaultValue = "0s",
            converter = GoDuration.class,
            description = "How long Pod changes are gathered before slices are synced, such as 500ms"
                    + " (default: ${DEFAULT-VALUE}).")
    private Duration sliceBatchPeriod = Duration.ZERO;

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
            names = "--concurrent-endpoint-syncs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Services whose legacy Endpoints are synced at once (default: ${DEFAULT-VALUE}).")
    private int endpointsSyncs;

    @Option(
            names = "--endpoint-updates-batch-period",
            paramLabel = "DURATION",
            defaultValue = "0s",
            converter = GoDuration.class,
            description =
                    "How long Pod changes are gathered before legacy Endpoints are synced (default: ${DEFAULT-VALUE}).")
    private Duration endpointsBatchPeriod = Duration.ZERO;

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
            names = "--mirroring-concurrent-service-endpoint-syncs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Endpoints that are mirrored at once (default: ${DEFAULT-VALUE}).")
    private int mirroringSyncs;

    @Option(
            names = "--mirroring-endpointslice-updates-batch-period",
            paramLabel = "DURATION",
            defaultValue = "0s",
            converter = GoDuration.class,
            description =
                    "How long changes of Endpoints are gathered before they are mirrored (default: ${DEFAULT-VALUE}).")
    private Duration mirroringBatchPeriod = Duration.ZERO;

    @Option(
            names = "--mirroring-max-endpoints-per-subset",
            paramLabel = "N",
            defaultValue = "1000",
            converter = UpToThousand.class,
            description = "The most addresses of a subset that are mirrored, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int maxEndpointsPerSubset;

    /**
     * The given configuration with these options.
     *
     * @throws ConfigException if one of them is out of range
     */
    ControllerConfig applyTo(ControllerConfig config) {
        try {
            ControllerConfig all = config.withMaxEndpointsPerSubset(maxEndpointsPerSubset)
                    .with(ControllerName.SLICES, new LoopConfig(sliceSyncs, sliceBatchPeriod))
                    .with(ControllerName.ENDPOINTS, new LoopConfig(endpointsSyncs, endpointsBatchPeriod))
                    .with(ControllerName.MIRRORING, new LoopConfig(mirroringSyncs, mirroringBatchPeriod));
            ControllerConfig withLegacy = legacyEndpoints ? all : all.without(ControllerName.ENDPOINTS);
            return mirroring ? withLegacy : withLegacy.without(ControllerName.MIRRORING);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()), e);
        }
    }
}
