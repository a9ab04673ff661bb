package io.endpointslice.metrics;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import com.google.common.io.Resources;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.config.LoopConfig;
import io.endpointslice.fixtures.MetricsPage;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.Fill;
import io.endpointslice.plan.SliceFigures;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.queue.QueueFigures;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.SyncOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * R4 on the wire. {@code kube-controller-manager-1.37.2.txt} is what the reference answered to {@code GET /metrics} after it
 * had synced a Service with trafficDistribution PreferClose and a hand-written Endpoints, without the values: types, names,
 * labels, bounds of buckets.
 */
final class ReferenceWireTest {
    private static final Pattern REFERENCE = Pattern.compile("endpoint_slice_(mirroring_)?controller_|workqueue_");
    private static final ServiceKey KEY = new ServiceKey("shop", "web");

    private MetricsPage reference;
    private MetricsPage ours;

    @BeforeEach
    void askBoth() throws IOException {
        reference = MetricsPage.parse(
                Resources.toString(Resources.getResource("metrics/kube-controller-manager-1.37.2.txt"), UTF_8));
        ControllerConfig config = ControllerConfig.DEFAULT;
        for (ControllerName controller : ControllerName.values()) {
            config = config.with(controller, LoopConfig.DEFAULT);
        }
        Metrics metrics = new Metrics(config, () -> Instant.EPOCH);
        ImmutableSortedMap<ControllerName, LoopConfig> running = config.loops();
        running.keySet().forEach(metrics::queue);
        metrics.ask(new Vitals() {
            @Override
            public ImmutableMap<ControllerName, QueueFigures> queues() {
                return Maps.toMap(running.keySet(), name -> new QueueFigures(0, 0, ImmutableList.of()));
            }
        });
        sync(metrics.listener());
        ours = MetricsPage.parse(metrics.text()).only(REFERENCE);
    }

    private static void sync(SyncListener listener) {
        SliceFigures figures =
                new SliceFigures(ImmutableSortedMap.of(AddressType.IPV4, new Fill(2, 1, 1)), false, "PreferClose", 0);
        SyncPlan plan = SyncPlan.nothing(KEY).with(figures);
        for (ControllerName controller : ControllerName.values()) {
            listener.planned(controller, plan);
            listener.completed(controller, plan);
            listener.synced(controller, KEY, new SyncOutcome.Done(plan, 0), Duration.ofMillis(3));
        }
    }

    @Test
    @DisplayName("R4: the same metrics of the same types")
    void types() {
        assertThat(ours.types()).isEqualTo(reference.types());
    }

    @Test
    @DisplayName("R4: every series of the reference, with its labels and its bounds, is one of ours")
    void series() {
        assertThat(names(ours)).containsAll(names(reference));
    }

    @Test
    @DisplayName("R4: and we add only values of labels that the reference has too, but had not used yet")
    void nothingElse() {
        assertThat(names(ours))
                .filteredOn(name -> !names(reference).contains(name))
                .containsExactlyInAnyOrder(
                        new Name("endpoint_slice_controller_changes", "{operation=delete}"),
                        new Name("endpoint_slice_controller_syncs", "{result=error}"),
                        new Name("endpoint_slice_controller_syncs", "{result=stale}"),
                        new Name("endpoint_slice_mirroring_controller_changes", "{operation=delete}"));
    }

    private record Name(String metric, String labels) {}

    private static ImmutableSet<Name> names(MetricsPage page) {
        return page.series().stream()
                .map(series -> new Name(series.name(), series.labels().toString()))
                .collect(toImmutableSet());
    }
}
