package io.endpointslice.e2e.benchmark;

import com.google.common.collect.ImmutableList;
import io.endpointslice.e2e.ApiServer;
import io.endpointslice.e2e.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One contestant at work on a load, and watches of what it publishes. */
final class Run implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration INTERVAL = Duration.ofMillis(5);
    private static final String JSON = "application/json";
    private static final String METADATA_ONLY = JSON + ";as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

    private final Trial trial;
    private final PublishedEndpoints published = new PublishedEndpoints();
    private final EventLines slices;
    private final EventLines endpoints;
    private final List<EventLines> others = new ArrayList<>();
    private final long startNanos;
    private final ServerProcess process;

    /** Starts the contestant on what is there. */
    Run(Trial trial) {
        this(trial, line -> {});
    }

    /**
     * Starts the contestant on what is there.
     *
     * @param sliceEvents gets every event of a slice too, on the thread that reads them
     */
    Run(Trial trial, Consumer<String> sliceEvents) {
        this.trial = trial;
        slices = EventLines.open(trial.api(), "EndpointSlices", Load.SLICES, JSON, published.andThen(sliceEvents));
        // an Endpoints of 1,000 addresses is 250 KB, and it is enough to know that it was written
        endpoints = EventLines.open(trial.api(), "Endpoints", Load.ENDPOINTS, METADATA_ONLY, line -> {});
        startNanos = System.nanoTime();
        ApiServer server = trial.server();
        ImmutableList<String> command = trial.contestant().command(server, trial.legacyEndpoints());
        process = ServerProcess.start(
                trial.contestant().toString(),
                server.folder().resolve(trial.contestant().toString() + ".log"),
                command);
    }

    /** Watches something else as well, as long as the run lasts; the parameters are those of {@link EventLines#open}. */
    void watch(String what, String path, String accept, Consumer<String> eachLine) {
        others.add(EventLines.open(trial.api(), what, path, accept, eachLine));
    }

    Trial trial() {
        return trial;
    }

    /** Seconds since the contestant was started. */
    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    PublishedEndpoints published() {
        return published;
    }

    ProcessStatus status() {
        return ProcessStatus.of(process.pid());
    }

    /** Waits until so many ready endpoints stand in slices. */
    void awaitReady(int count) {
        await(() -> published.ready() == count, count + " ready endpoints in slices");
    }

    /** Lets the contestant finish what it may still be doing. */
    void rest(Duration span) {
        restUntil(seconds() + span.toMillis() / 1e3);
    }

    /** The last rest, before memory is read. */
    void settle() {
        rest(trial.settling());
    }

    /** Returns at once if it is later than {@code seconds} after the start already. */
    void restUntil(double seconds) {
        await(() -> seconds() >= seconds, "rest");
    }

    /**
     * How long it took until the event of the slice was read, in nanoseconds.
     *
     * @param whole from before the request to change the Pod
     * @param afterStored from when that had been answered: without what the contestant has no part in
     */
    record Latency(long whole, long afterStored) {}

    /** Changes a Pod and waits until the slices show it, and Endpoints too if asked for. */
    Latency flip(LoadPod pod, boolean ready, boolean awaitEndpoints) {
        CompletableFuture<Long> inSlice = slices.next(pod.asEndpoint(ready));
        CompletableFuture<Long> inEndpoints =
                awaitEndpoints ? endpoints.next("\"type\":\"MODIFIED\"") : CompletableFuture.completedFuture(0L);
        long start = System.nanoTime();
        trial.load().setReady(pod, ready);
        long stored = System.nanoTime();
        String change = "Pod " + pod.name() + " ready=" + ready;
        long end = slices.await(inSlice, change);
        endpoints.await(inEndpoints, change);
        return new Latency(end - start, end - stored);
    }

    /** Begins to change a Pod and does not wait. Done with the nanoseconds of {@link Latency#whole}. */
    CompletableFuture<Long> begin(LoadPod pod, boolean ready) {
        long start = System.nanoTime();
        CompletableFuture<Long> inSlice = slices.next(pod.asEndpoint(ready));
        CompletableFuture<Void> changed = trial.load().async(() -> trial.load().setReady(pod, ready));
        return inSlice.thenCombine(changed, (end, done) -> end - start);
    }

    /** Waits for changes that have begun. What each was done with. */
    List<Long> finish(List<CompletableFuture<Long>> changes) {
        return changes.stream().map(change -> slices.await(change, "a change")).toList();
    }

    /** Waits as long as the contestant runs, but not for ever. */
    void await(BooleanSupplier condition, String description) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(trial.contestant() + " did not get to: " + description + ", but to "
                        + published.ready() + " ready endpoints; it printed:\n" + process.tail());
            }
            watches().forEach(EventLines::check);
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }

    @Override
    public void close() {
        process.kill();
        watches().forEach(EventLines::close);
    }

    private Stream<EventLines> watches() {
        return Stream.concat(Stream.of(slices, endpoints), others.stream());
    }
}
