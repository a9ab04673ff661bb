package io.endpointslice.kube;

import static java.net.HttpURLConnection.HTTP_INTERNAL_ERROR;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import io.endpointslice.config.ControllerName;
import io.endpointslice.kube.EventCorrelator.Occurrence;
import io.endpointslice.model.Event;
import io.endpointslice.sync.SyncListener;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what syncs report as Events ({@code v1}), so that {@code kubectl describe} shows it. A thread of its own posts
 * them: no sync waits for an Event or fails by one. When more than 1,000 wait, or the API server does not take one in five
 * tries, it is dropped and counted; that is said once, and again only after one was recorded.
 *
 * <p>The same Event is counted up by a patch rather than made anew; see {@link EventCorrelator} for what is held back.
 */
public final class EventRecorder implements SyncListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final int CAPACITY = 1000;
    private static final int TRIES = 5;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private record Report(ControllerName controller, Event event) {}

    private final KubernetesClient client;
    private final WriteRateLimit limit;
    private final Clock clock;
    private final WriteRateLimit.Pause pause;
    private final BlockingQueue<Report> reports;
    private final EventCorrelator correlator = new EventCorrelator();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread = new Thread(this::recordAll, "events");
    private volatile boolean saidThatSomeAreDropped;

    /**
     * A recorder at work.
     *
     * @param limit of the requests that it sends; not the one of the writes, which must not wait for Events
     * @param clock for the timestamps
     */
    public EventRecorder(KubernetesClient client, WriteRateLimit limit, Clock clock) {
        this(client, limit, clock, TimeUnit.NANOSECONDS::sleep, CAPACITY);
    }

    EventRecorder(
            KubernetesClient client, WriteRateLimit limit, Clock clock, WriteRateLimit.Pause pause, int capacity) {
        this.client = client;
        this.limit = limit;
        this.clock = clock;
        this.pause = pause;
        this.reports = new ArrayBlockingQueue<>(capacity);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void reported(ControllerName controller, Event event) {
        if (!reports.offer(new Report(controller, event))) {
            drop("too many wait to be recorded");
        }
    }

    /** Events that were dropped so far; those that were held back as repetitions are not among them. */
    public long dropped() {
        return dropped.get();
    }

    /** Ends at once; what waits to be recorded is lost. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private void recordAll() {
        try {
            while (true) {
                Report report = reports.take();
                Optional<Occurrence> occurrence =
                        correlator.take(report.controller().component(), report.event(), clock.instant());
                if (occurrence.isPresent()) {
                    record(occurrence.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void record(Occurrence occurrence) throws InterruptedException {
        Duration wait = FIRST_PAUSE;
        for (int left = TRIES - 1; ; left--) {
            limit.acquire();
            Optional<KubernetesClientException> failure = send(occurrence);
            if (failure.isEmpty()) {
                saidThatSomeAreDropped = false;
                return;
            }
            if (left == 0 || !isWorthAnotherTry(failure.get())) {
                refused(failure.get());
                return;
            }
            pause.await(wait.toNanos());
            wait = wait.multipliedBy(2);
        }
    }

    /** Sends the Event, and returns why it was not taken. */
    private Optional<KubernetesClientException> send(Occurrence occurrence) {
        try {
            if (occurrence.count() == 1 || !countedUp(occurrence)) {
                client.v1().events().resource(EventCodec.toApi(occurrence)).create();
            }
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(e);
        } catch (RuntimeException e) {
            // an answer that is no Event, or a client that is closed already
            return Optional.of(new KubernetesClientException(OneLine.of(e), e));
        }
    }

    /** Whether the Event was still there; API servers keep them for an hour. */
    private boolean countedUp(Occurrence occurrence) {
        try {
            // of an object at hand, or the client would ask the API server for it first
            client.v1()
                    .events()
                    .resource(EventCodec.toApi(occurrence))
                    .patch(MERGE, client.getKubernetesSerialization().asJson(EventCodec.repetition(occurrence)));
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HTTP_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** A failure without an answer has no HTTP code. */
    private static boolean isWorthAnotherTry(KubernetesClientException failure) {
        return failure.getCode() <= 0
                || failure.getCode() == TOO_MANY_REQUESTS
                || failure.getCode() >= HTTP_INTERNAL_ERROR;
    }

    /** Where the namespace is being deleted, or gone, nobody looks at Events any more. */
    private void refused(KubernetesClientException failure) {
        if (!ApiErrors.isOfTerminatingNamespace(failure)) {
            drop(OneLine.of(failure));
        }
    }

    private void drop(String why) {
        dropped.incrementAndGet();
        if (!saidThatSomeAreDropped) {
            saidThatSomeAreDropped = true;
            LOG.warn("events are not recorded now: {}", why);
        }
    }
}
