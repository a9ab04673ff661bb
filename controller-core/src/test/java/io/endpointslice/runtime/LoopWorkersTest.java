package io.endpointslice.runtime;

import static io.endpointslice.fixtures.Facts.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.config.Batching;
import io.endpointslice.config.ControllerName;
import io.endpointslice.config.LoopConfig;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.queue.Backoff;
import io.endpointslice.queue.FakeTime;
import io.endpointslice.queue.QueueListener;
import io.endpointslice.queue.WorkQueue;
import io.endpointslice.state.Cause;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.SyncRequest;
import io.endpointslice.sync.MirroringLoop;
import io.endpointslice.sync.ServiceSyncer;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.WriteResult;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopWorkersTest {
    private static final ServiceKey WEB = service("web").build().key();

    private final FakeTime time = new FakeTime();

    @ParameterizedTest(name = "{0}: {1} s")
    @DisplayName(
            "R1, R2: what a Service is made of waits for the batch period, a foreign edit a second, all else not at all")
    @CsvSource({
        "SERVICE, 0",
        "POD, 7",
        "POD_LEAVES, 7",
        "NODE, 0",
        "ENDPOINTS, 7",
        "FOREIGN_EDIT, 1",
        "VIEW_CAUGHT_UP, 0",
        "START, 0",
    })
    void delays(Cause cause, int seconds) throws InterruptedException {
        LoopWorkers workers = workers(Optional.empty());

        workers.request(new SyncRequest(ControllerName.MIRRORING, WEB, cause));

        assertThat(workers.queue().take()).contains(WEB);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    @DisplayName("a sync of the same Service that goes first is given way to, for a tenth of a second at most")
    void givesWay() throws InterruptedException {
        WorkQueue<ServiceKey> slices = new WorkQueue<>(time, Backoff.DEFAULT);
        LoopWorkers workers = workers(Optional.of(slices));
        slices.add(WEB);
        assertThat(slices.take()).contains(WEB);

        workers.sync(service("other").build().key());
        assertThat(time.elapsed()).isZero();
        workers.sync(WEB);
        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(100));
    }

    private LoopWorkers workers(Optional<WorkQueue<ServiceKey>> first) {
        ClusterState state = new ClusterState();
        ServiceSyncer idle = new ServiceSyncer(
                state,
                new MirroringLoop(state, snapshot -> SyncPlan.nothing(snapshot.key())),
                write -> new WriteResult.Withheld(),
                SyncListener.NONE,
                time);
        LoopConfig config = new LoopConfig(1, new Batching.Fixed(Duration.ofSeconds(7)));
        return new LoopWorkers(
                ControllerName.MIRRORING, config, idle, Optional.empty(), first, QueueListener.NONE, time);
    }
}
