package io.endpointslice.cli;

import io.endpointslice.config.ControllerConfig;
import picocli.CommandLine.Option;

/** How large a slice may be; the same for every command. */
final class SliceSizeOption {
    private int maxEndpointsPerSlice = ControllerConfig.DEFAULT.maxEndpointsPerSlice();

    @Option(
            names = "--max-endpoints-per-slice",
            paramLabel = "N",
            defaultValue = "100",
            converter = UpToThousand.class,
            description = "The most endpoints that one slice may hold, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    void set(int value) {
        maxEndpointsPerSlice = value;
    }

    int maxEndpointsPerSlice() {
        return maxEndpointsPerSlice;
    }
}
