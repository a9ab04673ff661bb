package io.endpointslice.sync;

import io.endpointslice.config.CompactionConfig;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.CompactionPlan;
import io.endpointslice.plan.Fill;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.queue.TimeSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compacts Services that have been quiet: their next sync makes one step of it. Only those are remembered that have more slices than
 * needed, as each sync counts anyway; nothing is planned for the others. Safe for any number of threads, for one Service one
 * at a time.
 *
 * <p>The steps of all Services take turns, each so long after the one before as its writes are to take. A change of a Service puts it
 * off from the beginning.
 */
public final class QuietServices {
    private static final Logger LOG = LoggerFactory.getLogger(QuietServices.class);

    private final CompactionConfig config;
    private final TimeSource time;
    private final Map<ServiceKey, Candidate> candidates = new HashMap<>();
    /** When the next step of any Service may begin. */
    private long free;

    /**
     * A Service with more slices than needed.
     *
     * @param since when it changed last, as far as known
     * @param turn when its next step may begin; empty if it has not asked yet
     * @param hopeless nothing is worth its writes until it changes
     */
    private record Candidate(long since, Optional<Long> turn, boolean hopeless) {}

    public QuietServices(CompactionConfig config, TimeSource time) {
        this.config = config;
        this.time = time;
        this.free = time.nanoTime();
    }

    /** Something of the Service has changed: it is not quiet any more. */
    public synchronized void changed(ServiceKey service) {
        candidates.computeIfPresent(service, (key, before) -> changedNow());
    }

    /** The Service has gone, or its slices are somebody else's matter. */
    synchronized void forget(ServiceKey service) {
        candidates.remove(service);
    }

    private Candidate changedNow() {
        return new Candidate(time.nanoTime(), Optional.empty(), false);
    }

    /** When the Service is to be looked at again to compact it, from now on; empty if it is not to be. */
    public synchronized Optional<Duration> nextLook(ServiceKey service) {
        return Optional.ofNullable(candidates.get(service))
                .filter(candidate -> !candidate.hopeless())
                .map(candidate -> candidate
                        .turn()
                        .orElse(candidate.since() + config.quietFor().toNanos()))
                .map(at -> Duration.ofNanos(Math.max(0, at - time.nanoTime())));
    }

    /**
     * The step that a sync is to make, if its Service has been quiet, and it is its turn.
     *
     * @param sync what the sync is to write otherwise
     * @param compaction plans the compaction of all of the Service; asked only if that may come to a step
     */
    Optional<SyncPlan> step(SyncPlan sync, Supplier<Optional<CompactionPlan>> compaction) {
        if (!isDue(sync)) {
            return Optional.empty();
        }
        Optional<CompactionPlan> plan = compaction.get();
        Optional<SyncPlan> step = plan.flatMap(made -> made.steps().stream().findFirst());
        if (step.isEmpty()) {
            giveUp(sync.service());
            return Optional.empty();
        }
        if (!takesTurn(sync.service(), step.get().writes().size())) {
            return Optional.empty();
        }
        LOG.info(
                "compacting quiet Service {}: {} of {} slices can be saved, {} writes in this step, {} in all",
                sync.service(),
                plan.get().saved(),
                plan.get().slices(),
                step.get().writes().size(),
                plan.get().writes().size());
        return step;
    }

    private synchronized boolean isDue(SyncPlan sync) {
        Fill fill = sync.figures().map(figures -> figures.total()).orElse(Fill.NONE);
        ServiceKey service = sync.service();
        if (fill.slices() <= fill.leastSlices()) {
            candidates.remove(service);
            return false;
        }
        if (!sync.writes().isEmpty()) {
            candidates.put(service, changedNow());
            return false;
        }
        Candidate candidate = candidates.computeIfAbsent(service, key -> changedNow());
        return !candidate.hopeless()
                && time.nanoTime() - candidate.since() >= config.quietFor().toNanos();
    }

    private synchronized void giveUp(ServiceKey service) {
        candidates.computeIfPresent(service, (key, before) -> new Candidate(before.since(), Optional.empty(), true));
    }

    /** Whether the step may be made now; if not, its turn is noted. */
    private synchronized boolean takesTurn(ServiceKey service, int writes) {
        Candidate candidate = candidates.get(service);
        long now = time.nanoTime();
        if (candidate == null || now - candidate.since() < config.quietFor().toNanos()) {
            return false;
        }
        long turn = candidate.turn().orElseGet(() -> reserve(now, writes));
        boolean mine = turn - now <= 0;
        candidates.put(service, new Candidate(candidate.since(), mine ? Optional.empty() : Optional.of(turn), false));
        return mine;
    }

    private long reserve(long now, int writes) {
        long turn = free - now > 0 ? free : now;
        free = turn + (long) (writes * Duration.ofSeconds(1).toNanos() / config.writesPerSecond());
        return turn;
    }
}
