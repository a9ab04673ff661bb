package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import com.google.common.collect.HashMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.collect.SetMultimap;
import io.endpointslice.config.CompactionConfig;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.config.LeaderElectionConfig;
import io.endpointslice.kube.AwaitedEvents;
import io.endpointslice.kube.ClientFactory;
import io.endpointslice.kube.EventRecorder;
import io.endpointslice.kube.FabricWriter;
import io.endpointslice.kube.LeaderElection;
import io.endpointslice.kube.WireFormat;
import io.endpointslice.kube.WriteRateLimit;
import io.endpointslice.metrics.Metrics;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.queue.TimeSource;
import io.endpointslice.runtime.Controller;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.SyncOutcome;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controller in this JVM, put together as the command {@code run} does it, with the rights that the manifests in
 * {@code deploy/} give, and with its outcomes noted.
 */
final class ControllerUnderTest implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControllerUnderTest.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final Controller controller;
    private final EventRecorder events;
    private Optional<LeaderElection> election = Optional.empty();
    private final List<SyncOutcome.Retry> retries = new CopyOnWriteArrayList<>();
    private final SetMultimap<ControllerName, ServiceKey> synced =
            Multimaps.synchronizedSetMultimap(HashMultimap.create());

    private ControllerUnderTest(
            ApiServer server, ControllerConfig config, Optional<CompactionConfig> compaction, WireFormat format) {
        client = ClientFactory.ofProcess()
                .controllerClient(Optional.of(server.controllerKubeconfig()), Optional.empty(), format);
        events = new EventRecorder(client, limit(), Clock.systemUTC());
        controller = new Controller(
                client,
                Optional.empty(),
                config,
                compaction,
                name -> new FabricWriter(client, limit()),
                new Outcomes().and(events),
                new Metrics(config, InstantSource.system()),
                TimeSource.system());
    }

    private static WriteRateLimit limit() {
        return new WriteRateLimit(WriteRateLimit.DEFAULT_QPS, WriteRateLimit.DEFAULT_BURST);
    }

    /** Starts it and returns at once. */
    static ControllerUnderTest start(ApiServer server, ControllerConfig config) {
        return start(server, config, Optional.empty());
    }

    /** The same for one that merges slices of quiet Services, if it is told how. */
    static ControllerUnderTest start(ApiServer server, ControllerConfig config, Optional<CompactionConfig> compaction) {
        return started(new ControllerUnderTest(server, config, compaction, WireFormat.PROTOBUF));
    }

    /** The same with {@code --kube-api-content-type}. */
    static ControllerUnderTest start(ApiServer server, ControllerConfig config, WireFormat format) {
        return started(new ControllerUnderTest(server, config, Optional.empty(), format));
    }

    private static ControllerUnderTest started(ControllerUnderTest controller) {
        controller.controller.start();
        controller.controller.lead();
        return controller;
    }

    /** Starts one that writes when it has the lease, and returns at once. */
    static ControllerUnderTest startElected(ApiServer server, ControllerConfig config, LeaderElectionConfig lease) {
        ControllerUnderTest started = new ControllerUnderTest(server, config, Optional.empty(), WireFormat.PROTOBUF);
        LeaderElection election = new LeaderElection(started.client, lease, "in-this-jvm", Ticker.systemTicker());
        started.election = Optional.of(election);
        started.controller.start();
        election.start(() -> started.controller.lead(election::mayWrite), LOG::error);
        return started;
    }

    /** The default configuration but for the cap. */
    static ControllerConfig maxEndpoints(int maxEndpointsPerSlice) {
        return ControllerConfig.DEFAULT.withMaxEndpointsPerSlice(maxEndpointsPerSlice);
    }

    boolean isReady() {
        return controller.isReady();
    }

    void awaitReady() {
        assertThat(Eventually.isTrue(Eventually.PATIENCE, controller::isReady))
                .as("the controller is ready; it said: %s", controller.notReady())
                .isTrue();
    }

    /** Waits until it has nothing left to do. */
    void awaitIdle() {
        assertThat(Eventually.isTrue(Eventually.PATIENCE, controller::isIdle))
                .as("the controller is idle; keys pending: %s", controller.pending())
                .isTrue();
    }

    /** Waits until all that it has updated has come back, and was known by its content. */
    void awaitKnownEvents() {
        assertThat(Eventually.isTrue(Eventually.PATIENCE, () -> AwaitedEvents.noneOf(client)))
                .as("every write has come back as it was sent")
                .isTrue();
    }

    /** The syncs that failed and are tried again, as they were told. */
    List<String> retries() {
        return retries.stream().map(SyncOutcome.Retry::message).toList();
    }

    /** How many Services, or Endpoints objects, one of the controllers has synced at least once. */
    int synced(ControllerName name) {
        return synced.get(name).size();
    }

    /** Stops it as SIGTERM does. */
    @Override
    public void close() {
        boolean inTime = controller.stop(STOP_LIMIT);
        election.ifPresent(candidacy -> {
            candidacy.release(STOP_LIMIT);
            candidacy.close();
        });
        events.close();
        client.close();
        assertThat(inTime).as("stopped within %s", STOP_LIMIT).isTrue();
    }

    private final class Outcomes implements SyncListener {
        @Override
        public void synced(ControllerName controller, ServiceKey key, SyncOutcome outcome, Duration duration) {
            synced.put(controller, key);
            if (outcome instanceof SyncOutcome.Retry retry) {
                retries.add(retry);
            }
        }
    }
}
