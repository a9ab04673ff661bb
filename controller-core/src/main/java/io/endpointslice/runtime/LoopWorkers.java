package io.endpointslice.runtime;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
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

    private final ControllerName name;
    private final LoopConfig config;
    private final ServiceSyncer syncer;
    private final WorkQueue<ServiceKey> queue;
    private final Optional<GatheringWindow<ServiceKey>> window;
    private ImmutableList<Thread> threads = ImmutableList.of();

    LoopWorkers(ControllerName name, LoopConfig config, ServiceSyncer syncer, QueueListener listener, TimeSource time) {
        this.name = name;
        this.config = config;
        this.syncer = syncer;
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

    private SyncOutcome sync(ServiceKey service) {
        window.ifPresent(gathering -> gathering.begins(service));
        return syncer.sync(service);
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
