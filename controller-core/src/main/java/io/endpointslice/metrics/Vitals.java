package io.endpointslice.metrics;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.config.ControllerName;
import io.endpointslice.kube.WatchFigures;
import io.endpointslice.queue.QueueFigures;

/** What is asked for only when metrics are read. */
public interface Vitals {
    /** Of a process that has not begun. */
    Vitals NONE = new Vitals() {};

    /** The queue of each controller that runs. */
    default ImmutableMap<ControllerName, QueueFigures> queues() {
        return ImmutableMap.of();
    }

    /** How the lists and watches of each resource fare. */
    default ImmutableMap<String, WatchFigures> watches() {
        return ImmutableMap.of();
    }

    /** Whether all is known: it does its work, or could at once. */
    default boolean isReady() {
        return false;
    }

    /** Whether it does its work, and nobody else does. */
    default boolean isLeading() {
        return false;
    }

    /** How many Nodes there are: each of them receives every write of a slice. */
    default int nodes() {
        return 0;
    }
}
