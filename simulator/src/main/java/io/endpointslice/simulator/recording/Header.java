package io.endpointslice.simulator.recording;

import java.time.Instant;

/**
 * The first line of a recording.
 *
 * @param about for reports
 * @param maxEndpointsPerSlice the limit of endpoints per slice that it is simulated with, unless a run is told another; 1 to 1000
 * @param began when it began
 * @param objects how many Nodes, Services and Pods were there then: so many lines follow before the first event
 */
record Header(String about, int maxEndpointsPerSlice, Instant began, int objects) {
    /** The format that is written, and the only one that is read. */
    static final int FORMAT = 1;
}
