package io.endpointslice.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.endpointslice.config.CompactionConfig;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.PackingPolicyName;
import io.endpointslice.fixtures.Facts;
import io.endpointslice.fixtures.MetricsPage;
import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.plan.CompactionPlanner;
import io.endpointslice.plan.SlicePlanner;
import io.endpointslice.plan.Write;
import io.endpointslice.queue.FakeTime;
import io.endpointslice.queue.TimeSource;
import io.endpointslice.state.ClusterState;
import io.endpointslice.sync.FakeApi;
import io.endpointslice.sync.QuietServices;
import io.endpointslice.sync.ServiceSyncer;
import io.endpointslice.sync.SliceLoop;
import io.endpointslice.sync.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The EndpointSlice controller at work on an API server in memory, with its metrics. Two endpoints fill a slice. */
final class Syncs {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    /** With a policy that does not look ahead, so that it is plain which endpoints stand together. */
    private static final ControllerConfig CONFIG =
            ControllerConfig.DEFAULT.withMaxEndpointsPerSlice(2).withPacking(PackingPolicyName.MERGING);

    private static final Duration QUIET = Duration.ofHours(1);

    private final ClusterState state = new ClusterState();
    private final FakeApi api = new FakeApi();
    private final FakeTime time = new FakeTime();
    private Instant now = START;
    private Duration latency = Duration.ZERO;
    private final Metrics metrics = new Metrics(CONFIG, () -> now);
    private final ServiceSyncer syncer = new ServiceSyncer(
            state,
            new SliceLoop(state, new SlicePlanner(CONFIG)::plan, Optional.of(compacting(time))),
            this::answer,
            metrics.listener(),
            time);

    Syncs() {
        state.nodeSeen(Facts.node("n1", "z1"));
    }

    private static SliceLoop.Compacting compacting(TimeSource time) {
        CompactionConfig config = new CompactionConfig(QUIET, 1, 10);
        return new SliceLoop.Compacting(new QuietServices(config, time), new CompactionPlanner(CONFIG, config.worth()));
    }

    /** Nothing happens for long enough to compact the Service. */
    @CanIgnoreReturnValue
    Syncs quiet() {
        time.advance(QUIET);
        return this;
    }

    private WriteResult answer(Write write) {
        time.advance(latency);
        return api.apply(write);
    }

    @CanIgnoreReturnValue
    Syncs eachWriteTakes(Duration duration) {
        latency = duration;
        return this;
    }

    /** The next write is answered with this, and not made. */
    @CanIgnoreReturnValue
    Syncs answerNext(WriteResult result) {
        api.answerNext(result);
        return this;
    }

    @CanIgnoreReturnValue
    Syncs at(Instant instant) {
        now = instant;
        return this;
    }

    @CanIgnoreReturnValue
    Syncs pods(PodFixture... pods) {
        for (PodFixture pod : pods) {
            state.podSeen(pod.build());
        }
        return this;
    }

    @CanIgnoreReturnValue
    Syncs gone(String... pods) {
        for (String pod : pods) {
            state.podGone(new PodKey(Facts.NAMESPACE, pod));
        }
        return this;
    }

    /** Shows the Service and syncs it; the informer shows what was written. */
    @CanIgnoreReturnValue
    Syncs sync(ServiceFacts service) {
        state.serviceSeen(service);
        api.showTo(state);
        syncer.sync(service.key());
        api.showTo(state);
        return this;
    }

    /** Syncs the Service without showing what was written, before or after. */
    @CanIgnoreReturnValue
    Syncs syncUnseen(ServiceFacts service) {
        syncer.sync(service.key());
        return this;
    }

    @CanIgnoreReturnValue
    Syncs syncGone(ServiceFacts service) {
        state.serviceGone(service.key());
        syncer.sync(service.key());
        return this;
    }

    /** Fails unless the series has that value. */
    @CanIgnoreReturnValue
    Syncs shows(String series, double value) {
        assertThat(page().value(series)).as(series).contains(value);
        return this;
    }

    MetricsPage page() {
        return MetricsPage.parse(metrics.text());
    }
}
