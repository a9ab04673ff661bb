package io.endpointslice.kube;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.endpointslice.model.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Counts repetitions up and holds floods back, with the figures of the reference's correlator: of the 4,096 last events the
 * count is known; an object gets 25 events of a type at once, and one in 5 minutes thereafter. What is held back is counted
 * and told by the next repetition that passes. Not safe for threads.
 */
final class EventCorrelator {
    private static final int REMEMBERED = 4096;
    private static final int BURST = 25;
    private static final Duration REFILL = Duration.ofMinutes(5);

    /** What makes two events the same. */
    private record Said(String component, Event event) {}

    /** What floods are held back for. */
    private record Source(String component, Event.Regarding regarding, Event.Severity severity) {}

    /** Allowance that is used up: what is left, at that time, in the time that it takes to refill it. */
    private record Allowance(Duration left, Instant at) {
        Duration at(Instant now) {
            Duration refilled = left.plus(Duration.between(at, now));
            Duration most = REFILL.multipliedBy(BURST);
            return refilled.compareTo(most) > 0 ? most : refilled;
        }
    }

    /**
     * An event as it is to be recorded.
     *
     * @param name of the Event object; the same for all repetitions
     * @param count how often it came, 1 or more
     */
    record Occurrence(String component, Event event, String name, int count, Instant first, Instant last) {
        private Occurrence again(Instant now) {
            return new Occurrence(component, event, name, count + 1, first, now);
        }
    }

    private final Cache<Said, Occurrence> occurrences = cache();
    private final Cache<Source, Allowance> allowances = cache();
    private long lastNumber;

    /** Takes in an event that comes now; empty if it is held back. */
    Optional<Occurrence> take(String component, Event event, Instant now) {
        Occurrence occurrence = occurrences
                .asMap()
                .merge(new Said(component, event), first(component, event, now), (before, first) -> before.again(now));
        return isAllowed(new Source(component, event.regarding(), event.severity()), now)
                ? Optional.of(occurrence)
                : Optional.empty();
    }

    private Occurrence first(String component, Event event, Instant now) {
        long nanos = now.getEpochSecond() * 1_000_000_000 + now.getNano();
        lastNumber = Math.max(lastNumber + 1, nanos);
        String name = event.regarding().name() + "." + Long.toHexString(lastNumber);
        return new Occurrence(component, event, name, 1, now, now);
    }

    private boolean isAllowed(Source source, Instant now) {
        Allowance before = allowances.asMap().getOrDefault(source, new Allowance(REFILL.multipliedBy(BURST), now));
        Duration left = before.at(now).minus(REFILL);
        if (left.isNegative()) {
            return false;
        }
        allowances.put(source, new Allowance(left, now));
        return true;
    }

    /** Evicts in the caller's thread, so that what is remembered follows from what came in. */
    private static <K, V> Cache<K, V> cache() {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .executor(Runnable::run)
                .build();
    }
}
