package io.endpointslice.e2e.benchmark;

/** A load and what is done with it, once for each contestant and round. */
interface Workload {
    /** On the command line and in reports. */
    String name();

    /** Makes what all runs share. */
    void prepare(Load load);

    /** Starts the contestant of a trial, makes changes, and measures. */
    Figures measure(Trial trial);
}
