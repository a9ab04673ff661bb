package io.endpointslice.config;

/**
 * How one of the controllers works its queue off. {@link ControllerConfig} checks the values, since it knows their flags.
 *
 * @param concurrentSyncs Services synced at once, 1 or more
 * @param batching how long changes are gathered before a sync (R1)
 */
public record LoopConfig(int concurrentSyncs, Batching batching) {
    /** 5 at once, as the reference does; changes are gathered while they keep coming. */
    public static final LoopConfig DEFAULT = new LoopConfig(5, Batching.DEFAULT);

    /** 5 at once, and nothing is gathered: people edit what is mirrored one by one. */
    public static final LoopConfig MIRRORING = new LoopConfig(5, Batching.NONE);
}
