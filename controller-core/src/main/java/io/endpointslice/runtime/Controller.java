package io.endpointslice.runtime;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.endpointslice.config.CompactionConfig;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.kube.ClusterInformers;
import io.endpointslice.kube.WatchFigures;
import io.endpointslice.kube.WatchScope;
import io.endpointslice.legacy.EndpointsPlanner;
import io.endpointslice.metrics.Metrics;
import io.endpointslice.metrics.Vitals;
import io.endpointslice.mirroring.MirroringPlanner;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.CompactionPlanner;
import io.endpointslice.plan.SlicePlanner;
import io.endpointslice.plan.Write;
import io.endpointslice.queue.QueueFigures;
import io.endpointslice.queue.TimeSource;
import io.endpointslice.queue.WorkQueue;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.SyncRequest;
import io.endpointslice.sync.EndpointsLoop;
import io.endpointslice.sync.Loop;
import io.endpointslice.sync.MirroringLoop;
import io.endpointslice.sync.ObjectWriter;
import io.endpointslice.sync.QuietServices;
import io.endpointslice.sync.ServiceSyncer;
import io.endpointslice.sync.SliceLoop;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.WriteResult;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controllers over one state: informers feed it, requests go through the queue of each controller, workers sync.
 * Workers start when all informers have shown everything once, so that nothing is ever written from an incomplete view, and
 * when {@link #lead} was called; until then the controller stands by with its caches warm.
 *
 * <p>It is started once and stopped once, and does not close the client.
 */
public final class Controller implements Vitals, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private enum Phase {
        NEW,
        SYNCING,
        STANDBY,
        RUNNING,
        STOPPED
    }

    private final ClusterState state = new ClusterState();
    private final ClusterInformers informers;
    private final ImmutableMap<ControllerName, LoopWorkers> loops;
    private final LostWatchReport lostWatches;
    private final CompletableFuture<Void> known = new CompletableFuture<>();
    private volatile Phase phase = Phase.NEW;
    private volatile Optional<BooleanSupplier> leading = Optional.empty();

    /**
     * A controller that is not started.
     *
     * @param namespace the only one to work in, or empty for all
     * @param config which of the controllers run, and how
     * @param writers make the writes of each, such as {@link io.endpointslice.kube.FabricWriter}
     * @param listener is told of every write and sync
     * @param metrics counts them too, and asks this controller when it is read
     * @param time the queues' clock
     */
    public Controller(
            KubernetesClient client,
            Optional<String> namespace,
            ControllerConfig config,
            Function<ControllerName, ObjectWriter> writers,
            SyncListener listener,
            Metrics metrics,
            TimeSource time) {
        this(client, namespace, config, Optional.empty(), writers, listener, metrics, time);
    }

    /**
     * A controller that is not started, and that merges slices of Services that have been quiet.
     *
     * @param compaction when and how fast; empty for not at all
     */
    public Controller(
            KubernetesClient client,
            Optional<String> namespace,
            ControllerConfig config,
            Optional<CompactionConfig> compaction,
            Function<ControllerName, ObjectWriter> writers,
            SyncListener listener,
            Metrics metrics,
            TimeSource time) {
        SyncListener listeners = listener.and(metrics.listener());
        this.informers = new ClusterInformers(
                client, new WatchScope(namespace, config.loops().keySet()), state, this::request, ticker(time));
        Optional<SliceLoop.Compacting> compacting = compaction.map(how ->
                new SliceLoop.Compacting(new QuietServices(how, time), new CompactionPlanner(config, how.worth())));
        Map<ControllerName, LoopWorkers> workers = new EnumMap<>(ControllerName.class);
        config.loops().forEach((name, loopConfig) -> {
            ObjectWriter writer = writers.apply(name);
            Function<Write, WriteResult> write = object -> writer.write(object, this::mayWrite);
            ServiceSyncer syncer =
                    new ServiceSyncer(state, loop(name, config, state, compacting), write, listeners, time);
            Optional<QuietServices> quiet =
                    compacting.map(SliceLoop.Compacting::services).filter(any -> name == ControllerName.SLICES);
            // Nodes read slices, which the API server is slower to store while it stores 1,000 addresses of Endpoints
            Optional<WorkQueue<ServiceKey>> first = Optional.ofNullable(workers.get(ControllerName.SLICES))
                    .filter(any -> name == ControllerName.ENDPOINTS)
                    .map(LoopWorkers::queue);
            workers.put(name, new LoopWorkers(name, loopConfig, syncer, quiet, first, metrics.queue(name), time));
        });
        this.loops = Maps.immutableEnumMap(workers);
        this.lostWatches = new LostWatchReport(informers);
        metrics.ask(this);
    }

    private static Loop loop(
            ControllerName name,
            ControllerConfig config,
            ClusterState state,
            Optional<SliceLoop.Compacting> compacting) {
        return switch (name) {
            case SLICES -> new SliceLoop(state, new SlicePlanner(config)::plan, compacting);
            case ENDPOINTS -> new EndpointsLoop(state, new EndpointsPlanner());
            case MIRRORING -> new MirroringLoop(state, new MirroringPlanner(config.maxEndpointsPerSubset())::plan);
        };
    }

    /** Starts the informers and returns at once. Nothing is written before {@link #lead}. */
    public synchronized void start() {
        if (phase != Phase.NEW) {
            throw new IllegalStateException("a controller is started once");
        }
        phase = Phase.SYNCING;
        informers.synced().thenRun(this::allIsKnown);
        informers.start();
        lostWatches.start();
    }

    /** As {@link #lead(BooleanSupplier)}, with nobody else who could lead. */
    public void lead() {
        lead(() -> true);
    }

    /**
     * From now on it writes, as soon as all is known; workers start by themselves. May be called before or after
     * {@link #start}, once. Who leads no longer stops the controller: there is no way back to standing by.
     *
     * @param mayWrite asked right before each write; while it says false nothing is written
     */
    public synchronized void lead(BooleanSupplier mayWrite) {
        if (leading.isPresent()) {
            throw new IllegalStateException("a controller begins to lead once");
        }
        leading = Optional.of(mayWrite);
        startWorkers();
    }

    private synchronized void allIsKnown() {
        if (phase == Phase.SYNCING) {
            phase = Phase.STANDBY;
            startWorkers();
            LOG.info(
                    "all of {} is known, {}",
                    String.join(", ", informers.resources()),
                    phase == Phase.RUNNING ? workers().size() + " workers sync" : "standing by");
            known.complete(null);
        }
    }

    private synchronized void startWorkers() {
        if (phase == Phase.STANDBY && leading.isPresent()) {
            phase = Phase.RUNNING;
            state.leftOver().forEach(this::request);
            loops.values().forEach(LoopWorkers::start);
        }
    }

    private boolean mayWrite() {
        return phase == Phase.RUNNING
                && leading.filter(BooleanSupplier::getAsBoolean).isPresent();
    }

    /**
     * Waits until all informers have shown everything once; if it leads, the workers run then.
     *
     * @return false if that took longer than the timeout, or the controller was stopped before
     */
    public boolean awaitSynced(Duration timeout) throws InterruptedException {
        try {
            known.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    /** Whether all is known and it is not stopping: it does its work, or could at once. */
    @Override
    public boolean isReady() {
        return notReady().isEmpty();
    }

    /** What keeps it from its work, or from standing by for it, in one line; empty if it is ready. */
    public Optional<String> notReady() {
        return switch (phase) {
            case NEW -> Optional.of("not started");
            case SYNCING -> Optional.of("not listed yet: " + String.join(", ", informers.missing()));
            case STANDBY, RUNNING -> Optional.empty();
            case STOPPED -> Optional.of("stopping");
        };
    }

    /** What is broken for good and needs a restart of the process, in one line; empty if nothing is. */
    public synchronized Optional<String> notAlive() {
        List<Thread> workers = workers();
        long dead = workers.stream().filter(worker -> !worker.isAlive()).count();
        return phase == Phase.RUNNING && dead > 0
                ? Optional.of(dead + " of " + workers.size() + " workers have died")
                : Optional.empty();
    }

    @Override
    public ImmutableMap<ControllerName, QueueFigures> queues() {
        return loops.entrySet().stream()
                .collect(toImmutableMap(
                        Map.Entry::getKey, loop -> loop.getValue().queue().figures()));
    }

    @Override
    public ImmutableMap<String, WatchFigures> watches() {
        return informers.figures();
    }

    @Override
    public boolean isLeading() {
        return mayWrite();
    }

    @Override
    public int nodes() {
        return state.nodes();
    }

    /** Services that wait for a sync, or for a retry, or are being synced; by two controllers counts twice. */
    public int pending() {
        return loops.values().stream().mapToInt(loop -> loop.queue().pending()).sum();
    }

    /** Whether it does its work and nothing is left to do, as far as the informers have shown. */
    public boolean isIdle() {
        return phase == Phase.RUNNING && pending() == 0;
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
            known.completeExceptionally(new IllegalStateException("stopped"));
            toEnd = workers();
        }
        loops.values().forEach(loop -> loop.queue().shutDown());
        boolean ended = join(toEnd, System.nanoTime() + timeout.toNanos());
        if (!ended) {
            LOG.warn("a write under way took longer than {} and was cut off", timeout);
            toEnd.forEach(Thread::interrupt);
        }
        lostWatches.close();
        informers.close();
        return ended;
    }

    private ImmutableList<Thread> workers() {
        return loops.values().stream().flatMap(loop -> loop.threads().stream()).collect(toImmutableList());
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

    /** Controllers that are switched off ask for nothing. */
    private void request(SyncRequest request) {
        Optional.ofNullable(loops.get(request.controller())).ifPresent(loop -> loop.request(request));
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
