package io.endpointslice.e2e.benchmark;

import io.endpointslice.e2e.ApiServer;
import java.time.Duration;

/**
 * What a run is made of.
 *
 * @param legacyEndpoints whether the contestant writes Endpoints too
 * @param settling how long it rests before its memory is read at the end
 */
record Trial(ApiServer server, Load load, Contestant contestant, boolean legacyEndpoints, Duration settling) {
    /** The workload and its variant, for people. */
    String title(Workload workload) {
        return workload.name() + (legacyEndpoints ? ", with legacy Endpoints" : ", slices only");
    }

    Api api() {
        return load.api();
    }
}
