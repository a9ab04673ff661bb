package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.fabric8.kubeapitest.Utils;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;

/** The reference: kube-controller-manager with the three controllers that this one takes the place of, and no others. */
public final class ReferenceControllers implements AutoCloseable {
    /** How it begins to name itself to the API server. */
    static final String CLIENT = "kube-controller-manager/";

    /** The three controllers. */
    private static final ImmutableList<String> ALL =
            ImmutableList.of("endpointslice-controller", "endpoints-controller", "endpointslice-mirroring-controller");

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String FIGURES = "workqueue_";

    private final ServerProcess process;
    private final KubernetesClient itself;

    private ReferenceControllers(ApiServer server, int port) {
        process = ServerProcess.start(
                "kube-controller-manager",
                server.folder().resolve("kube-controller-manager.log"),
                command(server, ALL, port));
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://127.0.0.1:" + port)
                .withTrustCerts() // it has made its certificate itself
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout((int) PATIENCE.toMillis())
                .build();
        itself = new KubernetesClientBuilder().withConfig(config).build();
    }

    /**
     * How it is started, without limits of its own worth speaking of.
     *
     * @param controllers those that run
     * @param port of its health and metrics, which need no credentials
     */
    public static ImmutableList<String> command(ApiServer server, List<String> controllers, int port) {
        return ImmutableList.<String>builder()
                .addAll(commandWithUsualLimits(server, controllers))
                .add(
                        "--kube-api-qps=10000",
                        "--kube-api-burst=10000",
                        "--bind-address=127.0.0.1",
                        "--secure-port=" + port,
                        "--cert-dir=" + server.folder(),
                        "--authorization-always-allow-paths=/healthz,/metrics")
                .build();
    }

    /** How it is started with the limits that it has by default, and {@code --secure-port} still to be said. */
    public static ImmutableList<String> commandWithUsualLimits(ApiServer server, List<String> controllers) {
        return ImmutableList.of(
                server.program("kube-controller-manager"),
                "--kubeconfig=" + server.adminKubeconfig(),
                "--controllers=" + String.join(",", controllers),
                "--leader-elect=false");
    }

    /** Starts it and waits until it is healthy. */
    static ReferenceControllers start(ApiServer server) {
        ReferenceControllers started = new ReferenceControllers(server, Utils.findFreePort());
        if (!Eventually.isTrue(PATIENCE, () -> !started.process.isAlive() || started.isHealthy())
                || !started.process.isAlive()) {
            started.close();
            throw new AssertionError("kube-controller-manager did not get healthy: " + started.process.tail());
        }
        return started;
    }

    /**
     * Waits until it has synced everything since its start and nothing is under way; retries that wait for their time do not
     * count.
     *
     * @param services how many there are
     * @param endpoints how many that it may have to mirror
     */
    void awaitSynced(int services, int endpoints) {
        ImmutableMap<String, Integer> leastSyncs = ImmutableMap.of(
                "endpoint", services, "endpoint_slice", services, "endpoint_slice_mirroring", endpoints);
        Eventually.within(PATIENCE, () -> {
            ImmutableMap<String, Double> figures = figures();
            leastSyncs.forEach((queue, least) -> assertThat(figures)
                    .containsEntry("depth{name=\"%s\"}".formatted(queue), 0.0)
                    .containsEntry("unfinished_work_seconds{name=\"%s\"}".formatted(queue), 0.0)
                    .hasEntrySatisfying(
                            "work_duration_seconds_count{name=\"%s\"}".formatted(queue),
                            count -> assertThat(count).isGreaterThanOrEqualTo(least)));
        });
    }

    @Override
    public void close() {
        process.kill();
        itself.close();
    }

    private boolean isHealthy() {
        try {
            return "ok".equals(itself.raw("/healthz"));
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    /** Those of the queues by their names, of which all begin alike, and labels. */
    private ImmutableMap<String, Double> figures() {
        return String.valueOf(itself.raw("/metrics"))
                .lines()
                .filter(line -> line.startsWith(FIGURES) && line.contains("{name=\"endpoint"))
                .map(line -> line.substring(FIGURES.length()).split(" ", 2))
                .collect(ImmutableMap.toImmutableMap(figure -> figure[0], figure -> Double.parseDouble(figure[1])));
    }
}
