package io.endpointslice.cli;

import com.google.common.base.Stopwatch;
import com.google.common.base.Ticker;
import io.endpointslice.config.CompactionConfig;
import io.endpointslice.config.ConfigException;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.config.LeaderElectionConfig;
import io.endpointslice.kube.EventRecorder;
import io.endpointslice.kube.FabricWriter;
import io.endpointslice.kube.LeaderElection;
import io.endpointslice.kube.WireFormat;
import io.endpointslice.kube.WriteRateLimit;
import io.endpointslice.metrics.Metrics;
import io.endpointslice.queue.TimeSource;
import io.endpointslice.runtime.Controller;
import io.endpointslice.runtime.HealthServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code run}: the controller itself, until SIGTERM or SIGINT. Both end the process within 5 s and with exit code 0, after
 * the writes under way are finished.
 */
@Command(
        name = "run",
        description = "Keeps the EndpointSlices and Endpoints of a cluster right, until SIGTERM or SIGINT.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    /** To finish writes and to give the lease back; leaves a second of the 5 for the rest. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(4);

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private final PackingOptions packing = new PackingOptions();

    @Mixin
    private final LoopOptions loops = new LoopOptions();

    @Mixin
    private final CompactWhenQuietOptions compaction = new CompactWhenQuietOptions();

    @Mixin
    private final LeaderElectionOptions leaderElection = new LeaderElectionOptions();

    @Mixin
    private final LogOptions log = new LogOptions();

    @Option(
            names = "--health-address",
            paramLabel = "HOST:PORT",
            defaultValue = ":8081",
            description =
                    "Where /healthz, /readyz and /metrics are answered; empty switches it off (default: ${DEFAULT-VALUE}).")
    private String healthAddress = "";

    @Option(
            names = "--kube-api-qps",
            paramLabel = "N",
            defaultValue = "" + WriteRateLimit.DEFAULT_QPS,
            description = "The most writes a second of each controller (default: ${DEFAULT-VALUE}).")
    private double qps;

    @Option(
            names = "--kube-api-burst",
            paramLabel = "N",
            defaultValue = "" + WriteRateLimit.DEFAULT_BURST,
            description = "The most writes at once of each controller after a pause (default: ${DEFAULT-VALUE}).")
    private int burst;

    @Option(
            names = "--kube-api-content-type",
            paramLabel = "TYPE",
            defaultValue = "application/vnd.kubernetes.protobuf",
            description = "How objects are sent to and asked of the API server: application/vnd.kubernetes.protobuf or "
                    + "application/json (default: ${DEFAULT-VALUE}).")
    private String contentType = "";

    @Override
    public Integer call() throws InterruptedException {
        log.apply();
        ControllerConfig config = loops.applyTo(packing.config());
        WireFormat format = format();
        Metrics metrics = new Metrics(config, InstantSource.system());
        Optional<String> namespace = cluster.namespace();
        Optional<CompactionConfig> compacting = compaction.config();
        Optional<LeaderElectionConfig> lease = leaderElection.config(cluster.isInPod());
        Duration writeTimeout =
                lease.map(LeaderElectionConfig::writeTimeout).orElse(LeaderElectionConfig.LONGEST_WRITE);
        try (KubernetesClient client = cluster.client(format);
                EventRecorder events = new EventRecorder(client, new WriteRateLimit(qps, burst), Clock.systemUTC());
                Controller controller = new Controller(
                        client,
                        namespace,
                        config,
                        compacting,
                        name -> new FabricWriter(client, new WriteRateLimit(qps, burst), writeTimeout),
                        new WriteLog().and(events),
                        metrics,
                        TimeSource.system())) {
            Optional<LeaderElection> election = lease.map(electionConfig ->
                    new LeaderElection(client, electionConfig, InstanceIdentity.create(), Ticker.systemTicker()));
            metrics.askForDroppedEvents(events::dropped);
            sayWhatIsOff(config);
            run(
                    controller,
                    election,
                    metrics,
                    "API server " + client.getMasterUrl() + ", "
                            + namespace.map(name -> "namespace " + name).orElse("all namespaces")
                            + (election.isPresent() ? "" : ", without leader election"));
        }
        return ExitCode.FINE;
    }

    private WireFormat format() {
        try {
            return WireFormat.of(contentType);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--kube-api-content-type " + e.getMessage(), e);
        }
    }

    /** Returns only when the thread is interrupted, as in a test; signals end the process itself. */
    private void run(Controller controller, Optional<LeaderElection> election, Metrics metrics, String scope)
            throws InterruptedException {
        Optional<HealthServer> health = healthAddress.isEmpty()
                ? Optional.empty()
                : Optional.of(new HealthServer(healthAddress, controller::notAlive, controller::notReady, metrics));
        Thread hook = new Thread(() -> endProcess(controller, election), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            LOG.info(
                    "starting for {}{}",
                    scope,
                    health.map(server -> ", health on port " + server.port()).orElse(""));
            controller.start();
            election.ifPresentOrElse(
                    candidacy -> candidacy.start(() -> controller.lead(candidacy::mayWrite), RunCommand::endDeposed),
                    controller::lead);
            new CountDownLatch(1).await();
        } finally {
            Runtime.getRuntime().removeShutdownHook(hook);
            health.ifPresent(HealthServer::close);
            election.ifPresent(LeaderElection::close);
        }
    }

    /**
     * The lease is given back when the last write was answered, so that another instance goes on at once; a write that was
     * cut off may still be carried out, so the lease then runs out by itself.
     *
     * <p>Without the halt the exit code would be 128 and the signal's number, which Kubernetes shows as an error.
     */
    private static void endProcess(Controller controller, Optional<LeaderElection> election) {
        LOG.info("stopping");
        Stopwatch stopwatch = Stopwatch.createStarted();
        if (controller.stop(STOP_TIMEOUT)) {
            election.ifPresent(candidacy -> candidacy.release(STOP_TIMEOUT.minus(stopwatch.elapsed())));
        }
        LOG.info("stopped");
        Runtime.getRuntime().halt(ExitCode.FINE);
    }

    /** At once: writes under way end before the lease can be taken, and none may follow. */
    private static void endDeposed(String reason) {
        LOG.error("{}; ending, so that a new process starts on standby", reason);
        Runtime.getRuntime().halt(ExitCode.LEASE_LOST);
    }

    /** Who switches a controller off has to know that nobody looks after its objects any more. */
    private static void sayWhatIsOff(ControllerConfig config) {
        if (!config.loops().containsKey(ControllerName.ENDPOINTS)) {
            LOG.warn(
                    "legacy Endpoints are not written: those that stand are left as they are and go stale; delete them with"
                            + " 'kubectl delete endpoints -A -l endpoints.kubernetes.io/managed-by=endpoint-controller'");
        }
        if (!config.loops().containsKey(ControllerName.MIRRORING)) {
            LOG.warn(
                    "hand-written Endpoints are not mirrored: mirrored slices that stand are left as they are and go stale;"
                            + " delete them with 'kubectl delete endpointslices -A"
                            + " -l endpointslice.kubernetes.io/managed-by=endpointslicemirroring-controller.k8s.io'");
        }
    }
}
