package io.endpointslice.metrics;

import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.fixtures.MetricsPage;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.plan.Fill;
import io.endpointslice.plan.Reason;
import io.endpointslice.plan.SliceFigures;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.SyncOutcome;
import io.endpointslice.sync.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R4: each metric of the reference's mirroring controller changes when the reference's does. */
final class MirroringMetricsTest {
    private static final ControllerName MIRRORING = ControllerName.MIRRORING;
    private static final ServiceFacts DB = service("db").noSelector().build();
    private static final ImmutableSortedSet<Reason> REASON = ImmutableSortedSet.of(Reason.ENDPOINT_ADDED);

    private final Metrics metrics = new Metrics(ControllerConfig.DEFAULT, () -> Instant.EPOCH);
    private final SyncListener listener = metrics.listener();

    @Test
    @DisplayName("R4, M2: endpoints that are added, updated and removed, and addresses that are skipped, once per sync")
    void perSync() {
        sync(
                3,
                new SliceWrite.Update(
                        slice(DB, "db-1")
                                .endpoint("a", "10.0.0.1")
                                .endpoint("b", "10.0.0.2")
                                .build(),
                        slice(DB, "db-1")
                                .endpoint("b", "10.0.0.2")
                                .endpoint("c", "10.0.0.3")
                                .endpoint("d", "10.0.0.4")
                                .build(),
                        REASON));
        sync(0);
        histogram("endpoints_added_per_sync", 2, 2);
        histogram("endpoints_updated_per_sync", 2, 0);
        histogram("endpoints_removed_per_sync", 2, 1);
        histogram("addresses_skipped_per_sync", 2, 3);
        shows("changes{operation=\"update\"}", 1);
        histogram("endpoint_slice_controller_endpoints_added_per_sync", 0, 0);
    }

    @Test
    @DisplayName("R4: endpoints and slices that are there, and slices that would do")
    void sums() {
        sync(0);
        shows("endpoints_desired", 3);
        shows("num_endpoint_slices", 2);
        shows("desired_endpoint_slices", 1);
    }

    @Test
    @DisplayName(
            "R4, M1: what is no longer mirrored is forgotten, and its deletes are counted, which the reference's are not")
    void noLongerMirrored() {
        sync(0);
        SliceWrite delete = new SliceWrite.Delete(
                slice(DB, "db-1").endpoint("a", "10.0.0.1").build(), REASON);
        SyncPlan plan = new SyncPlan(DB.key(), ImmutableList.of(delete), ImmutableList.of(), ImmutableList.of(), 1);
        listener.planned(MIRRORING, plan);
        listener.wrote(MIRRORING, delete, new WriteResult.Deleted(), Duration.ZERO);
        listener.synced(MIRRORING, DB.key(), new SyncOutcome.Done(plan, 1), Duration.ZERO);
        shows("endpoints_desired", 0);
        shows("num_endpoint_slices", 0);
        shows("changes{operation=\"delete\"}", 1);
        histogram("endpoints_removed_per_sync", 1, 0);
    }

    @Test
    @DisplayName("R4: every sync is timed, in whole milliseconds")
    void duration() {
        listener.synced(MIRRORING, DB.key(), new SyncOutcome.Stale(), Duration.ofNanos(2_999_999));
        histogram("endpoints_sync_duration", 1, 0.002);
        shows("endpoints_sync_duration_bucket{le=\"0.001\"}", 0);
        shows("endpoints_sync_duration_bucket{le=\"0.002\"}", 1);
    }

    /** Afterwards three endpoints stand in two slices. */
    private void sync(int skipped, SliceWrite... writes) {
        SliceFigures figures =
                SliceFigures.mirrored(ImmutableSortedMap.of(AddressType.IPV4, new Fill(3, 2, 1)), skipped);
        SyncPlan plan = new SyncPlan(
                        DB.key(), ImmutableList.copyOf(writes), ImmutableList.of(), ImmutableList.of(), writes.length)
                .with(figures);
        listener.planned(MIRRORING, plan);
        Arrays.stream(writes)
                .forEach(write ->
                        listener.wrote(MIRRORING, write, new WriteResult.Stored(write.meta(), 1000), Duration.ZERO));
        listener.completed(MIRRORING, plan);
        listener.synced(MIRRORING, DB.key(), new SyncOutcome.Done(plan, writes.length), Duration.ZERO);
    }

    private void histogram(String name, int count, double sum) {
        shows(name + "_count", count);
        shows(name + "_sum", sum);
    }

    private void shows(String series, double value) {
        String full = series.startsWith("endpoint_slice") ? series : "endpoint_slice_mirroring_controller_" + series;
        assertThat(MetricsPage.parse(metrics.text()).value(full)).as(full).contains(value);
    }
}
