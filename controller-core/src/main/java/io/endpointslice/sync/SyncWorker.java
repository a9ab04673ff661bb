package io.endpointslice.sync;

import io.endpointslice.model.ServiceKey;
import io.endpointslice.queue.WorkQueue;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes Services from the queue and syncs them until the queue is shut down or the thread is interrupted. As many may run
 * as Services are to be synced at once. Nothing that a sync throws ends it.
 */
public final class SyncWorker implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(SyncWorker.class);

    private final WorkQueue<ServiceKey> queue;
    private final Function<ServiceKey, SyncOutcome> syncer;

    /**
     * A worker.
     *
     * @param syncer makes one sync, see {@link ServiceSyncer#sync}
     */
    public SyncWorker(WorkQueue<ServiceKey> queue, Function<ServiceKey, SyncOutcome> syncer) {
        this.queue = queue;
        this.syncer = syncer;
    }

    @Override
    public void run() {
        try {
            for (Optional<ServiceKey> key = queue.take(); key.isPresent(); key = queue.take()) {
                process(key.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void process(ServiceKey key) {
        try {
            settle(key, syncer.apply(key));
        } catch (RuntimeException e) {
            log.error("sync of Service {} failed unexpectedly, to be tried again", key, e);
            queue.retry(key);
        } finally {
            queue.done(key);
        }
    }

    private void settle(ServiceKey key, SyncOutcome outcome) {
        if (outcome instanceof SyncOutcome.Done) {
            queue.forget(key);
        } else if (outcome instanceof SyncOutcome.Retry retry) {
            queue.retryAfter(key, retry.notBefore().orElse(Duration.ZERO));
        } else {
            log.debug("sync of Service {} put off: {}", key, outcome);
            // the informer asks for the sync when it shows what is missing; the retry is there in case it never does
            queue.retry(key);
        }
    }
}
