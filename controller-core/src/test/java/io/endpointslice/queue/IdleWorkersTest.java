package io.endpointslice.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which of several waiting threads the queue wakes, and how many. */
@Timeout(60)
final class IdleWorkersTest {
    private static final int WORKERS = 4;

    private final CountedWaits waits = new CountedWaits();
    private final WorkQueue<String> queue = new WorkQueue<>(waits, Backoff.DEFAULT);
    private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    private final List<Thread> workers = new ArrayList<>();
    private final CountDownLatch testOver = new CountDownLatch(1);

    @AfterEach
    void shutDown() throws InterruptedException {
        testOver.countDown();
        queue.shutDown();
        for (Thread worker : workers) {
            worker.join();
        }
    }

    @Test
    @DisplayName("a key wakes one of those who wait, and each time the same")
    void wakesOne() throws InterruptedException {
        startWorkers();
        for (int i = 1; i <= 20; i++) {
            queue.add("a");
            assertThat(taken.take()).isEqualTo("a by worker " + WORKERS);
            assertThat(waits.ended).hasValue(i);
            awaitIdle(WORKERS);
        }
    }

    @Test
    @DisplayName("as many keys wake as many workers")
    void wakesOneForEachKey() throws InterruptedException {
        startWorkers();
        queue.add("hold");
        assertThat(taken.take()).isEqualTo("hold by worker 4");
        queue.add("hold too");
        assertThat(taken.take()).isEqualTo("hold too by worker 3");
        queue.add("a");
        assertThat(taken.take()).isEqualTo("a by worker 2");
        assertThat(waits.ended).hasValue(3);
    }

    @Test
    @DisplayName("of many that wait one wakes to watch the clock for a delayed key, and none for a later one")
    void oneWatchesTheClock() {
        startWorkers();
        queue.addAfter("late", Duration.ofHours(1));
        while (waits.limited.get() == 0) {
            Thread.onSpinWait();
        }
        assertThat(waits.ended).hasValue(1);
        queue.addAfter("later", Duration.ofHours(2));
        assertThat(waits.ended).hasValue(1);
        assertThat(waits.limited).hasValue(1);
    }

    @Test
    @DisplayName("when the one that watches the clock gets work, another watches it")
    void theClockIsHandedOver() throws InterruptedException {
        startWorkers();
        queue.addAfter("late", Duration.ofMillis(300));
        queue.add("hold");
        assertThat(List.of(taken.take(), taken.take())).anyMatch(key -> key.startsWith("late by"));
    }

    @Test
    @DisplayName("a worker that is interrupted as it is woken leaves its key to another")
    void interruptedWhenWoken() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            Thread first = startWorker("first");
            Thread second = startWorker("second");
            awaitIdle(2);
            second.interrupt();
            queue.add("a");
            assertThat(taken.poll(10, TimeUnit.SECONDS)).startsWith("a by");
            first.interrupt();
            first.join();
            second.join();
        }
    }

    @Test
    @DisplayName("who waits for a key to rest is woken by its end, from the moment on when a worker is woken for it")
    void rest() throws InterruptedException {
        startWorkers();
        for (int i = 0; i < 200; i++) {
            queue.add("a");
            queue.awaitRest("a", Duration.ofHours(1));
            assertThat(taken.poll()).as("run %s", i).startsWith("a by");
        }
    }

    @Test
    @DisplayName("a delayed key that is due is about to be worked on, though nobody has noticed yet")
    void restOfADueKey() throws InterruptedException {
        startWorkers();
        queue.addAfter("late", Duration.ofHours(1));
        waits.aheadNanos.set(Duration.ofHours(1).toNanos());
        queue.awaitRest("late", Duration.ofHours(1));
        assertThat(taken.poll()).isNotNull().startsWith("late by");
    }

    private void startWorkers() {
        for (int i = 1; i <= WORKERS; i++) {
            startWorker("worker " + i);
            awaitIdle(i);
        }
    }

    private Thread startWorker(String name) {
        Thread worker = new Thread(this::work, name);
        workers.add(worker);
        worker.start();
        return worker;
    }

    private void work() {
        try {
            for (Optional<String> key = queue.take(); key.isPresent(); key = queue.take()) {
                taken.add(key.get() + " by " + Thread.currentThread().getName());
                if (key.get().startsWith("hold")) {
                    testOver.await();
                }
                queue.done(key.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitIdle(int workers) {
        while (waits.begun.get() - waits.ended.get() < workers) {
            Thread.onSpinWait();
        }
    }

    private static final class CountedWaits implements TimeSource {
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final AtomicInteger limited = new AtomicInteger();
        private final AtomicLong aheadNanos = new AtomicLong();

        @Override
        public long nanoTime() {
            return System.nanoTime() + aheadNanos.get();
        }

        @Override
        public void awaitNanos(Condition condition, long nanos) throws InterruptedException {
            if (nanos != FOREVER) {
                limited.incrementAndGet();
            }
            begun.incrementAndGet();
            try {
                TimeSource.system().awaitNanos(condition, nanos);
            } finally {
                ended.incrementAndGet();
            }
        }
    }
}
