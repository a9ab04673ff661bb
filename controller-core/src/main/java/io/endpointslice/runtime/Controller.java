package io.endpointslice.runtime;

import com.google.common.base.Ticker;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.kube.ClusterInformers;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.queue.Backoff;
import io.endpointslice.queue.TimeSource;
import io.endpointslice.queue.WorkQueue;
import io.endpointslice.state.Cause;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.SyncRequest;
import io.endpointslice.sync.Planner;
import io.endpointslice.sync.ServiceSyncer;
import io.endpointslice.sync.SliceWriter;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.SyncWorker;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controller: informers feed the state, requests go through the queue, workers sync. Workers start when all informers
 * have shown everything once, so that nothing is ever written from an incomplete view.
 *
 * <p>It is started once and stopped once, and does not close the client.
 */
public final class Controller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
    /** R2: gives the other writer time to finish, and bounds a quarrel to a write a second. */
    private static final Duration FOREIGN_EDIT_DELAY = Duration.ofSeconds(1);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private enum Phase {
        NEW,
        SYNCING,
        RUNNING,
        STOPPED
    }

    private final ControllerConfig config;
    private final WorkQueue<ServiceKey> queue;
    private final ClusterInformers informers;
    private final ServiceSyncer syncer;
    private final LostWatchReport lostWatches;
    private final CompletableFuture<Void> running = new CompletableFuture<>();
    private final List<Thread> workers = new ArrayList<>();
    private volatile Phase phase = Phase.NEW;

    /**
     * A controller that is not started.
     *
     * @param namespace the only one to work in, or empty for all
     * @param writer makes the writes, such as {@link io.endpointslice.kube.FabricSliceWriter}
     * @param planner decides them
     * @param listener is told of every write and sync
     * @param time the queue's clock
     */
    public Controller(
            KubernetesClient client,
            Optional<String> namespace,
            ControllerConfig config,
            SliceWriter writer,
            Planner planner,
            SyncListener listener,
            TimeSource time) {
        this.config = config;
        this.queue = new WorkQueue<>(time, Backoff.DEFAULT);
        ClusterState state = new ClusterState();
        this.informers = new ClusterInformers(client, namespace, state, this::enqueue, ticker(time));
        this.syncer = new ServiceSyncer(state, planner, writer, listener, () -> phase == Phase.STOPPED);
        this.lostWatches = new LostWatchReport(informers);
    }

    /** Starts the informers and returns at once; the workers follow by themselves. */
    public synchronized void start() {
        if (phase != Phase.NEW) {
            throw new IllegalStateException("a controller is started once");
        }
        phase = Phase.SYNCING;
        informers.synced().thenRun(this::startWorkers);
        informers.start();
        lostWatches.start();
    }

    private synchronized void startWorkers() {
        if (phase != Phase.SYNCING) {
            return;
        }
        phase = Phase.RUNNING;
        for (int i = 1; i <= config.concurrentSyncs(); i++) {
            Thread worker = new Thread(new SyncWorker(queue, syncer), "sync-" + i);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        LOG.info("all of services, pods, nodes and endpointslices is known, {} workers sync", workers.size());
        running.complete(null);
    }

    /**
     * Waits until all informers have shown everything once and the workers run.
     *
     * @return false if that took longer than the timeout, or the controller was stopped before
     */
    public boolean awaitSynced(Duration timeout) throws InterruptedException {
        try {
            running.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    /** Whether it does its work: all is known, the workers run, and it is not stopping. */
    public boolean isReady() {
        return notReady().isEmpty();
    }

    /** What keeps it from its work, in one line; empty if it is ready. */
    public Optional<String> notReady() {
        return switch (phase) {
            case NEW -> Optional.of("not started");
            case SYNCING -> Optional.of("not listed yet: " + String.join(", ", informers.missing()));
            case RUNNING -> Optional.empty();
            case STOPPED -> Optional.of("stopping");
        };
    }

    /** What is broken for good and needs a restart of the process, in one line; empty if nothing is. */
    public synchronized Optional<String> notAlive() {
        long dead = workers.stream().filter(worker -> !worker.isAlive()).count();
        return phase == Phase.RUNNING && dead > 0
                ? Optional.of(dead + " of " + workers.size() + " workers have died")
                : Optional.empty();
    }

    /** Services that wait for a sync, or for a retry, or are being synced. */
    public int pending() {
        return queue.pending();
    }

    /** Whether it is ready and nothing is left to do, as far as the informers have shown. */
    public boolean isIdle() {
        return isReady() && pending() == 0;
    }

    /** As {@link #stop} with 5 s. */
    @Override
    public void close() {
        stop(CLOSE_TIMEOUT);
    }

    /**
     * Stops in this order: no more work is taken and no more writes are begun, writes under way are finished, workers end,
     * informers close. A write that takes longer than the timeout is cut off.
     *
     * @return whether all writes under way were finished in time; false too if the thread was interrupted meanwhile
     */
    public boolean stop(Duration timeout) {
        List<Thread> toEnd;
        synchronized (this) {
            phase = Phase.STOPPED;
            running.completeExceptionally(new IllegalStateException("stopped"));
            toEnd = List.copyOf(workers);
        }
        queue.shutDown();
        boolean ended = join(toEnd, System.nanoTime() + timeout.toNanos());
        if (!ended) {
            LOG.warn("a write under way took longer than {} and was cut off", timeout);
            toEnd.forEach(Thread::interrupt);
        }
        lostWatches.close();
        informers.close();
        return ended;
    }

    private static boolean join(List<Thread> threads, long deadline) {
        try {
            for (Thread thread : threads) {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }

    private void enqueue(SyncRequest request) {
        if (request.cause() == Cause.POD) {
            queue.addAfter(request.service(), config.batchPeriod());
        } else if (request.cause() == Cause.FOREIGN_EDIT) {
            queue.addAfter(request.service(), FOREIGN_EDIT_DELAY);
        } else {
            queue.add(request.service());
        }
    }

    private static Ticker ticker(TimeSource time) {
        return new Ticker() {
            @Override
            public long read() {
                return time.nanoTime();
            }
        };
    }
}
