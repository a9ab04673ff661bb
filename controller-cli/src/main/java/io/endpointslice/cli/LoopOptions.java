package io.endpointslice.cli;

import io.endpointslice.config.Batching;
import io.endpointslice.config.ConfigException;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.config.LoopConfig;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which controllers {@code run} runs, and how. The options are the reference's but for the two switches. */
final class LoopOptions {
    @Mixin
    private final EndpointsOptions endpoints = new EndpointsOptions();

    @Option(
            names = "--concurrent-service-endpoint-syncs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Services whose slices are synced at once (default: ${DEFAULT-VALUE}).")
    private int sliceSyncs;

    @Option(
            names = "--endpointslice-updates-batch-period",
            paramLabel = "DURATION",
            converter = GoDuration.class,
            description =
                    "How long Pod changes are gathered before slices are synced, such as 500ms; 0s for not at all."
                            + " Without it, a change is synced at once, and those that follow it fast are gathered, for up to 1s,"
                            + " and up to 250ms if a Pod leaves service.")
    private Optional<Duration> sliceBatchPeriod = Optional.empty();

    @Option(
            names = "--concurrent-endpoint-syncs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Services whose legacy Endpoints are synced at once (default: ${DEFAULT-VALUE}).")
    private int endpointsSyncs;

    @Option(
            names = "--endpoint-updates-batch-period",
            paramLabel = "DURATION",
            converter = GoDuration.class,
            description =
                    "How long Pod changes are gathered before legacy Endpoints are synced. Without it, as for slices.")
    private Optional<Duration> endpointsBatchPeriod = Optional.empty();

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

    /**
     * The given configuration with these options.
     *
     * @throws ConfigException if one of them is out of range
     */
    ControllerConfig applyTo(ControllerConfig config) {
        try {
            return endpoints.applyTo(config.with(
                            ControllerName.SLICES, new LoopConfig(sliceSyncs, batching(sliceBatchPeriod)))
                    .with(ControllerName.ENDPOINTS, new LoopConfig(endpointsSyncs, batching(endpointsBatchPeriod)))
                    .with(
                            ControllerName.MIRRORING,
                            new LoopConfig(mirroringSyncs, new Batching.Fixed(mirroringBatchPeriod))));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Batching batching(Optional<Duration> period) {
        return period.<Batching>map(Batching.Fixed::new).orElse(Batching.DEFAULT);
    }
}
