package io.endpointslice.queue;

import com.google.common.collect.ImmutableList;
import java.time.Duration;

/**
 * What a queue has to do, at one moment.
 *
 * @param depth keys that could be handed out now, or as soon as they are done; delayed ones that are not due left aside
 * @param delayed keys that are not due yet
 * @param working for how long each of the keys that are worked on has been
 */
public record QueueFigures(int depth, int delayed, ImmutableList<Duration> working) {
    /** Of all the work that is under way together. */
    public Duration unfinished() {
        return working.stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** Of the work that is under way for longest; zero if there is none. */
    public Duration longestRunning() {
        return working.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
