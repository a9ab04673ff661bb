package io.endpointslice.e2e.scale;

import java.time.Duration;

/**
 * What a measurement is made of.
 *
 * @param javaOptions the launcher's {@code JAVA_OPTS}; empty for none
 * @param changing how long Pods of all Services change
 * @param settling the rest before memory is read
 */
record Setting(ClusterShape shape, boolean legacyEndpoints, String javaOptions, Duration changing, Duration settling) {
    /** For people. */
    String title() {
        return shape.pods() + " Pods, " + (legacyEndpoints ? "with legacy Endpoints" : "slices only")
                + (javaOptions.isEmpty() ? "" : ", " + javaOptions);
    }
}
