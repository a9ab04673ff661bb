package io.endpointslice.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The queue under real threads and the real clock. */
final class WorkQueueStressTest {
    private static final int KEYS = 7;
    private static final int CHANGES = 5_000;
    private static final int THREADS = 4;
    private static final Duration SHORT = Duration.ofNanos(50_000);

    private final WorkQueue<Integer> queue =
            new WorkQueue<>(TimeSource.system(), new Backoff(Duration.ofNanos(1_000), SHORT));
    private final AtomicIntegerArray wanted = new AtomicIntegerArray(KEYS);
    private final AtomicIntegerArray seen = new AtomicIntegerArray(KEYS);
    private final AtomicIntegerArray atWork = new AtomicIntegerArray(KEYS);
    private final AtomicInteger overlaps = new AtomicInteger();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    @Timeout(120)
    @DisplayName("R1: no change is dropped, no key is worked on twice at once")
    void neverDropsAndNeverOverlaps() throws ExecutionException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS);
        try {
            List<Future<?>> workers = new ArrayList<>();
            List<Future<?>> changers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(i);
                workers.add(threads.submit(() -> {
                    work(random);
                    return null;
                }));
                changers.add(threads.submit(() -> change(random)));
            }
            for (Future<?> changer : changers) {
                changer.get();
            }
            while (queue.pending() > 0) {
                Thread.onSpinWait();
            }
            for (int key = 0; key < KEYS; key++) {
                assertThat(seen.get(key)).as("last change of key %s", key).isEqualTo(wanted.get(key));
            }
            assertThat(overlaps).hasValue(0);
            assertThat(runs.get()).isBetween(KEYS, 4 * THREADS * CHANGES);
            queue.shutDown();
            for (Future<?> worker : workers) {
                worker.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void change(Random random) {
        for (int i = 0; i < CHANGES; i++) {
            int key = random.nextInt(KEYS);
            wanted.incrementAndGet(key);
            switch (random.nextInt(3)) {
                case 0 -> queue.add(key);
                case 1 -> queue.addAfter(key, SHORT);
                default -> queue.addAfter(key, Duration.ofNanos(1 + random.nextInt(10_000)));
            }
        }
    }

    private void work(Random random) throws InterruptedException {
        for (Optional<Integer> taken = queue.take(); taken.isPresent(); taken = queue.take()) {
            int key = taken.get();
            runs.incrementAndGet();
            if (atWork.incrementAndGet(key) != 1) {
                overlaps.incrementAndGet();
            }
            if (random.nextInt(4) == 0) {
                queue.retry(key);
            } else {
                seen.set(key, wanted.get(key));
                queue.forget(key);
            }
            atWork.decrementAndGet(key);
            queue.done(key);
        }
    }
}
