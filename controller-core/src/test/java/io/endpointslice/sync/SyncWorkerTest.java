package io.endpointslice.sync;

import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.Reason;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.queue.Backoff;
import io.endpointslice.queue.FakeTime;
import io.endpointslice.queue.WorkQueue;
import io.endpointslice.state.ClusterState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The worker runs in the test's own thread on a clock that jumps; the end of a list of answers shuts the queue down. */
final class SyncWorkerTest {
    private static final ServiceFacts WEB = service("web").build();
    private static final ServiceKey KEY = WEB.key();

    private final FakeTime time = new FakeTime();
    private final WorkQueue<ServiceKey> queue = new WorkQueue<>(time, Backoff.DEFAULT);
    private final ClusterState state = new ClusterState();
    private final Deque<Runnable> scripts = new ArrayDeque<>();
    private final Deque<WriteResult> answers = new ArrayDeque<>();
    private final List<Long> syncedAtSecond = new ArrayList<>();
    private final SyncWorker worker = new SyncWorker(
            queue,
            new ServiceSyncer(
                    state,
                    new SliceLoop(state, (snapshot, trigger, churn) -> plan()),
                    write -> answers.remove(),
                    SyncListener.NONE,
                    time)::sync);

    @BeforeEach
    void aServiceToSync() {
        state.serviceSeen(WEB);
        queue.add(KEY);
    }

    @Test
    @DisplayName("R1: errors are tried again after 1 s, 2 s, 4 s; success begins anew")
    void backsOff() {
        answer(new WriteResult.Failed("x"));
        answer(new WriteResult.Forbidden("x"));
        answer(new WriteResult.Invalid("x"));
        scripts.add(() -> queue.add(KEY));
        answer(new WriteResult.Deleted());
        answer(new WriteResult.Failed("x"));
        answer(new WriteResult.Deleted());
        worker.run();
        assertThat(syncedAtSecond).containsExactly(0L, 1L, 3L, 7L, 7L, 8L);
    }

    @Test
    @DisplayName("R1: not before the time that an overloaded server asked for")
    void overloaded() {
        answer(new WriteResult.Overloaded("x", Optional.of(Duration.ofSeconds(30))));
        answer(new WriteResult.Deleted());
        worker.run();
        assertThat(syncedAtSecond).containsExactly(0L, 30L);
    }

    @Test
    @DisplayName("R2: a conflict is followed by another sync after a second")
    void conflict() {
        answer(new WriteResult.Conflict("x"));
        answer(new WriteResult.Deleted());
        worker.run();
        assertThat(syncedAtSecond).containsExactly(0L, 1L);
    }

    @Test
    @DisplayName("R1: a bug in one sync is logged with its stack, and ends neither the worker nor the Service's syncs")
    void unexpectedException() {
        scripts.add(() -> {
            throw new IllegalStateException("bug");
        });
        answer(new WriteResult.Deleted());
        try (LogCapture log = new LogCapture(SyncWorker.class)) {
            worker.run();
            assertThat(log.lines()).singleElement().asString().contains("shop/web");
            assertThat(log.stackTraces()).isEqualTo(1);
        }
        assertThat(syncedAtSecond).containsExactly(0L, 1L);
        assertThat(queue.pending()).isZero();
    }

    @Test
    void anInterruptEndsTheWorkerAndIsKept() {
        Thread.currentThread().interrupt();
        worker.run();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(queue.size()).isEqualTo(1);
    }

    private void answer(WriteResult result) {
        scripts.add(() -> answers.add(result));
    }

    /** Runs scripts up to the next answer; after the last one the queue is shut down. */
    private SyncPlan plan() {
        syncedAtSecond.add(time.elapsed().toSeconds());
        while (answers.isEmpty()) {
            scripts.remove().run();
        }
        if (scripts.isEmpty()) {
            queue.shutDown();
        }
        SliceWrite write = new SliceWrite.Delete(slice(WEB, "web-1").build(), ImmutableSortedSet.of(Reason.PORTS_GONE));
        return new SyncPlan(KEY, ImmutableList.of(write), ImmutableList.of(), ImmutableList.of(), 1);
    }
}
