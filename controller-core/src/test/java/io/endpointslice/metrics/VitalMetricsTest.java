package io.endpointslice.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.fixtures.MetricsPage;
import io.endpointslice.kube.WatchFigures;
import io.endpointslice.queue.Backoff;
import io.endpointslice.queue.FakeTime;
import io.endpointslice.queue.QueueFigures;
import io.endpointslice.queue.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is asked for when metrics are read, and what queues tell. */
final class VitalMetricsTest {
    private final Metrics metrics = new Metrics(ControllerConfig.DEFAULT, () -> Instant.EPOCH);
    private final FakeTime time = new FakeTime();

    @Test
    @DisplayName("a process that has not begun is not ready, leads not and watches nothing")
    void notBegun() {
        shows("endpointslice_controller_ready", 0);
        shows("endpointslice_controller_leader", 0);
        shows("endpointslice_controller_nodes", 0);
        assertThat(page().types()).doesNotContainKeys("endpointslice_controller_watching", "workqueue_depth");
    }

    @Test
    @DisplayName("whether it is ready and leads, how many Nodes there are, how watches fare")
    void vitals() {
        metrics.ask(new Vitals() {
            @Override
            public ImmutableMap<String, WatchFigures> watches() {
                return ImmutableMap.of("pods", new WatchFigures(true, 3, 4), "nodes", new WatchFigures(false, 0, 5));
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public boolean isLeading() {
                return true;
            }

            @Override
            public int nodes() {
                return 30;
            }
        });
        shows("endpointslice_controller_ready", 1);
        shows("endpointslice_controller_leader", 1);
        shows("endpointslice_controller_nodes", 30);
        shows("endpointslice_controller_watching{resource=\"pods\"}", 1);
        shows("endpointslice_controller_watching{resource=\"nodes\"}", 0);
        shows("endpointslice_controller_watch_restarts_total{resource=\"pods\"}", 2);
        shows("endpointslice_controller_watch_restarts_total{resource=\"nodes\"}", 0);
        shows("endpointslice_controller_watch_failures_total{resource=\"pods\"}", 4);
        shows("endpointslice_controller_watch_failures_total{resource=\"nodes\"}", 5);
    }

    @Test
    @DisplayName("R4: a queue's metrics change as those of the reference's queues do")
    void queue() throws InterruptedException {
        WorkQueue<String> queue = new WorkQueue<>(time, Backoff.DEFAULT, metrics.queue(ControllerName.ENDPOINTS));
        metrics.ask(new Vitals() {
            @Override
            public ImmutableMap<ControllerName, QueueFigures> queues() {
                return ImmutableMap.of(
                        ControllerName.ENDPOINTS,
                        queue.figures(),
                        ControllerName.SLICES,
                        new QueueFigures(7, 0, ImmutableList.of()));
            }
        });
        queue.add("a");
        queue.add("a");
        queue.add("b");
        queue("depth", 2);
        queue("adds_total", 2);
        time.advance(Duration.ofMillis(50));
        assertThat(queue.take()).contains("a");
        queue("depth", 1);
        queue("queue_duration_seconds_sum", 0.05);
        time.advance(Duration.ofSeconds(2));
        assertThat(queue.take()).contains("b");
        time.advance(Duration.ofSeconds(1));
        queue("longest_running_processor_seconds", 3);
        queue("unfinished_work_seconds", 4);
        queue.retry("a");
        queue.done("a");
        queue("retries_total", 1);
        queue("work_duration_seconds_count", 1);
        queue("work_duration_seconds_sum", 3);
        queue("adds_total", 2);
        queue("longest_running_processor_seconds", 1);
        shows("workqueue_depth{name=\"endpoint_slice\"}", 7);
    }

    private void queue(String name, double value) {
        shows("workqueue_" + name + "{name=\"endpoint\"}", value);
    }

    private void shows(String series, double value) {
        assertThat(page().value(series)).as(series).contains(value);
    }

    private MetricsPage page() {
        return MetricsPage.parse(metrics.text());
    }
}
