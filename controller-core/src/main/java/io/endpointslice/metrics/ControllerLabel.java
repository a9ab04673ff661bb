package io.endpointslice.metrics;

import io.endpointslice.config.ControllerName;

/** The controllers as labels name them: as the reference names their queues. */
final class ControllerLabel {
    private ControllerLabel() {}

    static String of(ControllerName controller) {
        return switch (controller) {
            case SLICES -> "endpoint_slice";
            case ENDPOINTS -> "endpoint";
            case MIRRORING -> "endpoint_slice_mirroring";
        };
    }
}
