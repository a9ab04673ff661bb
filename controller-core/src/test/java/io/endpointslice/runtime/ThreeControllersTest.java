package io.endpointslice.runtime;

import static io.endpointslice.fixtures.Await.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.fixtures.ApiObjects;
import io.endpointslice.fixtures.Facts;
import io.endpointslice.fixtures.MockApi;
import io.endpointslice.kube.ClientFactory;
import io.endpointslice.kube.FabricWriter;
import io.endpointslice.kube.WriteRateLimit;
import io.endpointslice.metrics.Metrics;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.plan.Write;
import io.endpointslice.queue.TimeSource;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.WriteResult;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Legacy Endpoints and mirroring beside the slices, on one state. */
class ThreeControllersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private MockApi api;
    private KubernetesClient client;
    private Optional<Controller> controller = Optional.empty();

    @BeforeEach
    void connect() throws IOException {
        api = MockApi.started();
        client = ClientFactory.ofProcess().client(Optional.of(api.kubeconfig(folder)), Optional.empty());
        create(ApiObjects.node("n1"));
    }

    @AfterEach
    void disconnect() {
        controller.ifPresent(Controller::close);
        client.close();
        api.close();
    }

    @Test
    @DisplayName(
            "L1, L2: a Service's Endpoints follow its Pods, are made anew when somebody deletes them, and go with it")
    void legacyEndpoints() throws InterruptedException {
        create(ApiObjects.service("web"), ApiObjects.pod("web", "web-1", "10.0.0.1"));
        run(ControllerConfig.DEFAULT);
        until("one address", () -> addresses("web").equals(List.of("10.0.0.1")));
        create(ApiObjects.pod("web", "web-2", "10.0.0.2"));
        until("two addresses", () -> addresses("web").equals(List.of("10.0.0.1", "10.0.0.2")));

        client.endpoints().inNamespace(Facts.NAMESPACE).withName("web").delete();
        until("made anew", () -> addresses("web").equals(List.of("10.0.0.1", "10.0.0.2")));
        client.resource(ApiObjects.service("web")).delete();
        until("gone", () -> endpoints("web").isEmpty());
    }

    @Test
    @DisplayName("M1: hand-written Endpoints are mirrored, edited mirrors are repaired, and the skip label ends it")
    void mirroring() throws InterruptedException {
        Service db = ApiObjects.service("db");
        db.getSpec().setSelector(Map.of());
        create(db, ApiObjects.endpoints("db", "192.0.2.1"));
        run(ControllerConfig.DEFAULT);
        until("mirrored", () -> mirrored().equals(List.of("192.0.2.1")));

        EndpointSlice slice = mirrors().get(0);
        slice.getEndpoints().get(0).setAddresses(List.of("192.0.2.9"));
        client.resource(slice).update();
        until("repaired", () -> mirrored().equals(List.of("192.0.2.1")));
        Endpoints skipped = endpoints("db").orElseThrow();
        skipped.getMetadata().setLabels(Map.of(KubernetesNames.SKIP_MIRROR_LABEL, "true"));
        client.resource(skipped).update();
        until("gone", () -> mirrors().isEmpty());
    }

    @Test
    @DisplayName("L1: what is left of a Service that went before the start is deleted, and no lock of leader election")
    void leftOver() throws InterruptedException {
        Endpoints left = ApiObjects.endpoints("left", "10.0.0.1");
        left.getMetadata()
                .setLabels(Map.of(KubernetesNames.ENDPOINTS_MANAGED_BY_LABEL, KubernetesNames.ENDPOINTS_CONTROLLER));
        Endpoints lock = ApiObjects.endpoints("lock", "10.0.0.1");
        lock.getMetadata().setLabels(left.getMetadata().getLabels());
        lock.getMetadata().setAnnotations(Map.of(KubernetesNames.LEADER_ANNOTATION, "{}"));
        create(left, lock, ApiObjects.endpoints("by-hand", "10.0.0.1"));

        Controller running = run(ControllerConfig.DEFAULT);

        until("gone", () -> endpoints("left").isEmpty());
        until("idle", running::isIdle);
        assertThat(endpoints("lock")).isPresent();
        assertThat(endpoints("by-hand")).isPresent();
    }

    @Test
    @DisplayName("L7: controllers that are switched off neither watch nor write")
    void switchedOff() throws InterruptedException {
        create(ApiObjects.service("web"), ApiObjects.pod("web", "web-1", "10.0.0.1"));
        Controller running =
                run(ControllerConfig.DEFAULT.without(ControllerName.ENDPOINTS).without(ControllerName.MIRRORING));
        until("idle", running::isIdle);
        assertThat(api.requests("POST")).anyMatch(request -> request.line().endsWith("/endpointslices"));
        assertThat(api.requests()).noneMatch(request -> request.line().endsWith("/endpoints"));
        assertThat(running.queues().keySet()).containsExactly(ControllerName.SLICES);
    }

    @Test
    @DisplayName(
            "what a change makes of the slices, which Nodes read, is written before what it makes of the Endpoints")
    void slicesFirst() throws InterruptedException {
        create(ApiObjects.service("web"));
        Queue<ControllerName> writes = new ConcurrentLinkedQueue<>();
        Controller running = run(ControllerConfig.DEFAULT, new Writes(writes), new Unhurried());
        until("idle", running::isIdle);
        for (int i = 1; i <= 5; i++) {
            writes.clear();
            create(ApiObjects.pod("web", "web-" + i, "10.0.0." + i));
            int pods = i;
            until("published", () -> addresses("web").size() == pods && running.isIdle());
            assertThat(writes).containsExactly(ControllerName.SLICES, ControllerName.ENDPOINTS);
        }
    }

    /** Hears whose writes were made, in their order. */
    private record Writes(Queue<ControllerName> made) implements SyncListener {
        @Override
        public void wrote(ControllerName controller, Write write, WriteResult result, Duration latency) {
            made.add(controller);
        }
    }

    /** A clock by which the Endpoints' short waits do not end before what they wait for, however busy the machine is. */
    private static final class Unhurried implements TimeSource {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void awaitNanos(Condition condition, long nanos) throws InterruptedException {
            boolean givesWay = Thread.currentThread().getName().startsWith("sync-endpoints")
                    && nanos <= LoopWorkers.LONGEST_TO_GIVE_WAY.toNanos();
            TimeSource.system().awaitNanos(condition, givesWay ? PATIENCE.toNanos() : nanos);
        }
    }

    private Controller run(ControllerConfig config) throws InterruptedException {
        return run(config, SyncListener.NONE, TimeSource.system());
    }

    private Controller run(ControllerConfig config, SyncListener listener, TimeSource time)
            throws InterruptedException {
        Controller running = new Controller(
                client,
                Optional.of(Facts.NAMESPACE),
                config,
                name -> new FabricWriter(client, new WriteRateLimit(1000, 1000)),
                listener,
                new Metrics(config, InstantSource.system()),
                time);
        controller = Optional.of(running);
        running.start();
        running.lead();
        assertThat(running.awaitSynced(PATIENCE)).isTrue();
        return running;
    }

    private void create(HasMetadata... objects) {
        for (HasMetadata object : objects) {
            client.resource(object).create();
        }
    }

    private Optional<Endpoints> endpoints(String name) {
        return Optional.ofNullable(
                client.endpoints().inNamespace(Facts.NAMESPACE).withName(name).get());
    }

    private List<String> addresses(String name) {
        return endpoints(name).stream()
                .flatMap(object -> object.getSubsets().stream())
                .flatMap(subset -> subset.getAddresses().stream())
                .map(address -> address.getIp())
                .sorted()
                .toList();
    }

    private List<EndpointSlice> mirrors() {
        return client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(Facts.NAMESPACE)
                .withLabel(KubernetesNames.MANAGED_BY_LABEL, KubernetesNames.MIRRORING_CONTROLLER)
                .list()
                .getItems();
    }

    private List<String> mirrored() {
        return mirrors().stream()
                .flatMap(slice -> slice.getEndpoints().stream())
                .flatMap(endpoint -> endpoint.getAddresses().stream())
                .toList();
    }
}
