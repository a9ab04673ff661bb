package io.endpointslice.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ChainedTasksTest {
    private final AtomicReference<Throwable> uncaught = new AtomicReference<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(new ThreadFactoryBuilder()
            .setUncaughtExceptionHandler((thread, thrown) -> uncaught.set(thrown))
            .build());
    private final ChainedTasks tasks = new ChainedTasks(threads);
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final CountDownLatch last = new CountDownLatch(1);

    @AfterEach
    void shutDown() {
        threads.shutdownNow();
    }

    @Test
    @DisplayName("what a task hands in follows it on the same thread, in the order in which it came")
    void chains() throws InterruptedException {
        List<Thread> ran = new CopyOnWriteArrayList<>();
        tasks.execute(() -> {
            tasks.execute(() -> {
                note(ran, "b");
                tasks.execute(() -> {
                    note(ran, "d");
                    last.countDown();
                });
            });
            tasks.execute(() -> note(ran, "c"));
            note(ran, "a");
        });
        last.await();
        assertThat(order).containsExactly("a", "b", "c", "d");
        assertThat(ran).hasSize(4).containsOnly(ran.get(0));
    }

    private void note(List<Thread> ran, String what) {
        order.add(what);
        ran.add(Thread.currentThread());
    }

    @Test
    @DisplayName("tasks from elsewhere do not wait for one another")
    void runsSideBySide() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            tasks.execute(() -> {
                both.countDown();
                awaitZero(both);
                last.countDown();
            });
        }
        last.await();
        assertThat(both.getCount()).isZero();
    }

    private static void awaitZero(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("what follows a task that throws is run all the same")
    void survivesATaskThatThrows() throws InterruptedException {
        tasks.execute(() -> {
            tasks.execute(last::countDown);
            throw new IllegalStateException("on purpose");
        });
        last.await();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(uncaught.get()).hasMessage("on purpose");
    }

    @Test
    @DisplayName("after the end nothing is run, and who asks is told")
    void ends() throws InterruptedException {
        tasks.execute(() -> {
            tasks.execute(() -> order.add("too late"));
            threads.shutdown();
            assertThatThrownBy(() -> tasks.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
            order.add("asked");
        });
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> tasks.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(order).containsExactly("asked");
    }
}
