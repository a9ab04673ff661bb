package io.endpointslice.plan;

import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static io.endpointslice.fixtures.Facts.snapshot;
import static io.endpointslice.fixtures.Facts.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.config.ControllerConfig;
import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.fixtures.SliceFixture;
import io.endpointslice.fixtures.SnapshotFixture;
import io.endpointslice.model.ServiceFacts;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E14: a Service with a deletionTimestamp, held by a finalizer. */
class DeletingServiceTest {
    private static final ServiceFacts SERVICE =
            service("web").port("http", 8080).deleting().build();

    @DisplayName("E14: nothing is created, and no write is counted as needed for it")
    @Test
    void nothingIsCreated() {
        SyncPlan plan = plan(snapshot(SERVICE).pods(ready("a", "10.0.0.1")));

        assertThat(plan.writes()).isEmpty();
        assertThat(plan.leastWrites()).isZero();
    }

    @DisplayName("E14: slices that are there are kept right")
    @Test
    void updatesGoOn() {
        SyncPlan plan = plan(snapshot(SERVICE)
                .pods(ready("a", "10.0.0.1"), ready("b", "10.0.0.2"))
                .slices(ours("web-1").endpoint("a", "10.0.0.1")));

        assertThat(plan.writes()).singleElement().satisfies(write -> {
            assertThat(write.verb()).isEqualTo("update");
            assertThat(write.slice().endpoints()).hasSize(2);
        });
        assertThat(plan.leastWrites()).isEqualTo(1);
    }

    @DisplayName("E12, E14, P3: a slice of an older Service stays, as nothing could take over what it publishes")
    @Test
    void slicesOfAnOlderServiceStay() {
        SyncPlan plan = plan(snapshot(SERVICE)
                .pods(ready("a", "10.0.0.1"))
                .slices(ours("web-old").endpoint("a", "10.0.0.1").ownerUid("uid-older")));

        assertThat(plan.writes()).isEmpty();
        assertThat(plan.leastWrites()).isZero();
    }

    private static SyncPlan plan(SnapshotFixture snapshot) {
        return new SlicePlanner(ControllerConfig.DEFAULT)
                .plan(snapshot.node("n1", "").build(), Optional.empty());
    }

    private static PodFixture ready(String name, String ip) {
        return pod(name).ip(ip).ready();
    }

    private static SliceFixture ours(String name) {
        return slice(SERVICE, name).ports(tcp("http", 8080));
    }
}
