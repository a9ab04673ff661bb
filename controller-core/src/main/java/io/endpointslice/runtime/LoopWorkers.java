package io.endpointslice.runtime;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.endpointslice.config.Batching;
import io.endpointslice.config.ControllerName;
import io.endpointslice.config.LoopConfig;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.queue.Backoff;
import io.endpointslice.queue.GatheringWindow;
import io.endpointslice.queue.QueueListener;
import io.endpointslice.queue.TimeSource;
import io.endpointslice.queue.WorkQueue;
import io.endpointslice.state.Cause;
import io.endpointslice.state.SyncRequest;
import io.endpointslice.sync.QuietServices;
import io.endpointslice.sync.ServiceSyncer;
import io.endpointslice.sync.SyncOutcome;
import io.endpointslice.sync.SyncWorker;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** One controller at work: its queue, the delays before it, its workers. */
final class LoopWorkers {
    /** R2: gives the other writer time to finish, and bounds a quarrel to a write a second. */
    private static final Duration FOREIGN_EDIT_DELAY = Duration.ofSeconds(1);

    /** A few times what the writes of a sync take; Endpoints come so much later at most. */
    static final Duration LONGEST_TO_GIVE_WAY = Duration.ofMillis(100);

    /** Who ends the quiet of a Service. An edit of a slice does so by what the sync writes: a write of our own can look like one. */
    private static final ImmutableSet<Cause> CHANGES =
            Sets.immutableEnumSet(Cause.SERVICE, Cause.POD, Cause.POD_LEAVES, Cause.NODE);

    private final ControllerName name;
    private final LoopConfig config;
    private final ServiceSyncer syncer;
    private final WorkQueue<ServiceKey> queue;
    private final Optional<GatheringWindow<ServiceKey>> window;
    private final Optional<QuietServices> quiet;
    private final Optional<WorkQueue<ServiceKey>> first;
    private ImmutableList<Thread> threads = ImmutableList.of();

    /**
     * Not started yet.
     *
     * @param quiet is told what changes, and says when a Service is to be looked at though nothing has changed
     * @param first whose syncs of a Service go before this controller's, if they are at hand
     */
    LoopWorkers(
            ControllerName name,
            LoopConfig config,
            ServiceSyncer syncer,
            Optional<QuietServices> quiet,
            Optional<WorkQueue<ServiceKey>> first,
            QueueListener listener,
            TimeSource time) {
        this.name = name;
        this.config = config;
        this.syncer = syncer;
        this.quiet = quiet;
        this.first = first;
        this.queue = new WorkQueue<>(time, Backoff.DEFAULT, listener);
        this.window = config.batching() instanceof Batching.Adaptive adaptive
                ? Optional.of(new GatheringWindow<>(adaptive.longest(), adaptive.longestForLeaving(), time))
                : Optional.empty();
    }

    WorkQueue<ServiceKey> queue() {
        return queue;
    }

    /** Puts the Service into the queue, at once or after the delay that its cause asks for. */
    void request(SyncRequest request) {
        if (CHANGES.contains(request.cause())) {
            quiet.ifPresent(services -> services.changed(request.service()));
        }
        switch (request.cause()) {
            case POD, POD_LEAVES, ENDPOINTS -> queue.addAfter(request.service(), delay(request));
            case FOREIGN_EDIT -> queue.addAfter(request.service(), FOREIGN_EDIT_DELAY);
            case SERVICE, NODE, VIEW_CAUGHT_UP, START -> queue.add(request.service());
        }
    }

    private Duration delay(SyncRequest request) {
        if (config.batching() instanceof Batching.Fixed fixed) {
            return fixed.period();
        }
        boolean urgent = request.cause() == Cause.POD_LEAVES;
        return window.map(gathering -> gathering.delay(request.service(), urgent))
                .orElse(Duration.ZERO);
    }

    /** What a worker does with a Service that it has taken from the queue. */
    SyncOutcome sync(ServiceKey service) {
        giveWay(service);
        window.ifPresent(gathering -> gathering.begins(service));
        SyncOutcome outcome = syncer.sync(service);
        if (outcome instanceof SyncOutcome.Done) {
            quiet.flatMap(services -> services.nextLook(service)).ifPresent(delay -> queue.addAfter(service, delay));
        }
        return outcome;
    }

    private void giveWay(ServiceKey service) {
        if (first.isPresent()) {
            try {
                first.get().awaitRest(service, LONGEST_TO_GIVE_WAY);
            } catch (InterruptedException e) {
                // the controller stops: the sync makes no write, and then the worker ends
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Starts the workers, once. */
    void start() {
        threads = IntStream.rangeClosed(1, config.concurrentSyncs())
                .mapToObj(this::worker)
                .collect(toImmutableList());
        threads.forEach(Thread::start);
    }

    private Thread worker(int number) {
        String threadName = "sync-" + name.name().toLowerCase(Locale.ROOT) + "-" + number;
        Thread worker = new Thread(new SyncWorker(queue, this::sync), threadName);
        worker.setDaemon(true);
        return worker;
    }

    /** The workers that were started; none before. */
    ImmutableList<Thread> threads() {
        return threads;
    }
}
