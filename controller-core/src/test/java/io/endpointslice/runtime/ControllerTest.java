package io.endpointslice.runtime;

import static io.endpointslice.fixtures.Await.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.fixtures.ApiObjects;
import io.endpointslice.fixtures.Facts;
import io.endpointslice.fixtures.MockApi;
import io.endpointslice.kube.ClientFactory;
import io.endpointslice.kube.FabricWriter;
import io.endpointslice.kube.WriteRateLimit;
import io.endpointslice.metrics.Metrics;
import io.endpointslice.plan.Write;
import io.endpointslice.queue.TimeSource;
import io.endpointslice.sync.ObjectWriter;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.WriteResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.mockwebserver.http.MockResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControllerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final Metrics metrics = new Metrics(ControllerConfig.DEFAULT, InstantSource.system());
    private MockApi api;
    private KubernetesClient client;
    private Controller controller;

    @BeforeEach
    void connect() throws IOException {
        api = MockApi.started();
        client = ClientFactory.ofProcess().client(Optional.of(api.kubeconfig(folder)), Optional.empty());
        controller = controller(new FabricWriter(client, new WriteRateLimit(1000, 1000)));
    }

    @AfterEach
    void disconnect() {
        controller.close();
        client.close();
        api.close();
    }

    @Test
    @DisplayName("E2, E3, E7, E13: a Service and its Pods become slices, and slices follow the Pods")
    void slicesFollowPods() throws InterruptedException {
        create(ApiObjects.node("n1"), ApiObjects.service("web"), ApiObjects.pod("web", "web-1", "10.0.0.1"));
        controller.start();
        controller.lead();
        assertThat(controller.awaitSynced(PATIENCE)).isTrue();
        assertThat(controller.isReady()).isTrue();
        until("one endpoint", () -> addresses().equals(List.of("10.0.0.1")));
        Endpoint endpoint = slices().get(0).getEndpoints().get(0);
        assertThat(endpoint.getZone()).isEqualTo("a");
        assertThat(endpoint.getConditions().getReady()).isTrue();
        assertThat(slices().get(0).getPorts().get(0).getPort()).isEqualTo(8080);

        create(ApiObjects.pod("web", "web-2", "10.0.0.2"));
        until("two endpoints", () -> addresses().equals(List.of("10.0.0.1", "10.0.0.2")));
        client.resource(ApiObjects.pod("web", "web-1", "10.0.0.1")).delete();
        until("one endpoint", () -> addresses().equals(List.of("10.0.0.2")));
        client.resource(ApiObjects.pod("web", "web-2", "10.0.0.2")).delete();
        until("a placeholder", () -> addresses().isEmpty() && slices().size() == 1);

        until("idle", controller::isIdle);
        assertThat(slices()).hasSize(1);
        assertThat(api.requests("POST")).filteredOn(ControllerTest::isOfSlice).hasSize(1);
    }

    @Test
    @DisplayName("R2: a slice that somebody deletes is made again")
    void deletedSliceIsRestored() throws InterruptedException {
        create(ApiObjects.node("n1"), ApiObjects.service("web"), ApiObjects.pod("web", "web-1", "10.0.0.1"));
        controller.start();
        controller.lead();
        assertThat(controller.awaitSynced(PATIENCE)).isTrue();
        until("one endpoint", () -> addresses().equals(List.of("10.0.0.1")));
        until("idle", controller::isIdle);
        String name = slices().get(0).getMetadata().getName();

        client.resource(slices().get(0)).delete();

        until("restored", () -> addresses().equals(List.of("10.0.0.1")));
        assertThat(slices().get(0).getMetadata().getName()).isNotEqualTo(name);
    }

    @Test
    @DisplayName("R2: a slice that somebody edits is made right again")
    void editedSliceIsRepaired() throws InterruptedException {
        create(ApiObjects.node("n1"), ApiObjects.service("web"), ApiObjects.pod("web", "web-1", "10.0.0.1"));
        controller.start();
        controller.lead();
        assertThat(controller.awaitSynced(PATIENCE)).isTrue();
        until("one endpoint", () -> addresses().equals(List.of("10.0.0.1")));
        until("idle", controller::isIdle);

        EndpointSlice slice = slices().get(0);
        slice.getEndpoints().get(0).setAddresses(List.of("10.9.9.9"));
        client.resource(slice).update();

        until("repaired", () -> addresses().equals(List.of("10.0.0.1")));
    }

    @Test
    @DisplayName("R2: nothing is written before everything was listed")
    void noWriteFromAnIncompleteView() {
        create(ApiObjects.service("web"), ApiObjects.pod("web", "web-1", "10.0.0.1"), ApiObjects.node("n1"));
        api.add(request -> request.path().startsWith("/api/v1/nodes")
                ? Optional.of(new MockResponse().setResponseCode(403).setBody("{}"))
                : Optional.empty());
        controller.start();
        controller.lead();
        until("the others are listed", () -> controller.notReady().equals(Optional.of("not listed yet: nodes")));
        assertThat(controller.pending())
                .as("slices and Endpoints of one Service")
                .isEqualTo(2);
        assertThat(slices()).isEmpty();

        api.clearFaults();

        until("one endpoint", () -> addresses().equals(List.of("10.0.0.1")));
    }

    @Test
    @DisplayName("Before it leads it knows all and writes nothing; then it writes what came up meanwhile")
    void standsByUntilItLeads() throws InterruptedException {
        controller.start();
        assertThat(controller.awaitSynced(PATIENCE)).isTrue();
        create(ApiObjects.node("n1"), ApiObjects.service("web"), ApiObjects.pod("web", "web-1", "10.0.0.1"));
        until("the Service waits", () -> controller.pending() == 2);
        assertThat(controller.isReady()).as("a standby is ready").isTrue();
        assertThat(controller.isIdle()).isFalse();
        assertThat(metrics.text()).contains("controller_ready 1.0", "controller_leader 0.0", "controller_nodes 1.0");

        controller.lead();

        until("one endpoint", () -> addresses().equals(List.of("10.0.0.1")));
        assertThat(metrics.text()).contains("controller_leader 1.0");
        controller.stop(PATIENCE);
        assertThat(metrics.text()).contains("controller_ready 0.0", "controller_leader 0.0");
    }

    @Test
    @DisplayName("While it may not write it sends nothing, though it leads")
    void mayNotWrite() throws InterruptedException {
        AtomicBoolean may = new AtomicBoolean();
        create(ApiObjects.node("n1"), ApiObjects.service("web"), ApiObjects.pod("web", "web-1", "10.0.0.1"));
        controller.lead(may::get);
        controller.start();
        assertThat(controller.awaitSynced(PATIENCE)).isTrue();
        until("a sync was tried", () -> controller.queues().values().stream().anyMatch(queue -> queue.delayed() > 0));
        assertThat(api.requests("POST")).noneMatch(ControllerTest::isOfSlice);

        may.set(true);

        until("one endpoint", () -> addresses().equals(List.of("10.0.0.1")));
    }

    @Test
    @DisplayName("R1: a write that an overloaded server refused is made after the time that it asked for")
    void overload() throws InterruptedException {
        controller.start();
        controller.lead();
        assertThat(controller.awaitSynced(PATIENCE)).isTrue();
        long start = System.nanoTime();
        api.add(new MockApi.Fault() {
            private final AtomicBoolean first = new AtomicBoolean(true);

            @Override
            public Optional<MockResponse> answer(MockApi.Request request) {
                return request.line().endsWith("/endpointslices")
                                && request.method().equals("POST")
                                && first.getAndSet(false)
                        ? Optional.of(new MockResponse().setResponseCode(429).setHeader("Retry-After", 2))
                        : Optional.empty();
            }
        });
        create(ApiObjects.service("web"));

        until("a placeholder", () -> slices().size() == 1);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(api.requests("POST")).filteredOn(ControllerTest::isOfSlice).hasSize(2);
    }

    @Test
    @DisplayName("A stop finishes the write under way and begins no other")
    void stopFinishesTheWriteUnderWay() throws InterruptedException {
        BlockingWriter writer = new BlockingWriter();
        Controller blocked = controller(writer);
        create(ApiObjects.service("web"), ApiObjects.service("shop"));
        blocked.start();
        blocked.lead();
        assertThat(blocked.awaitSynced(PATIENCE)).isTrue();
        writer.entered.await();

        Thread stopper = new Thread(() -> blocked.stop(PATIENCE));
        stopper.start();
        until("stopping", () -> blocked.notReady().equals(Optional.of("stopping")));
        assertThat(writer.interrupted).isFalse();
        assertThat(stopper.isAlive()).isTrue();
        writer.release.countDown();
        stopper.join();

        assertThat(writer.interrupted).isFalse();
        assertThat(blocked.isReady()).isFalse();
    }

    @Test
    @DisplayName("A write that hangs is cut off when the time to stop is over")
    void stopCutsOff() throws InterruptedException {
        BlockingWriter writer = new BlockingWriter();
        Controller blocked = controller(writer);
        create(ApiObjects.service("web"));
        blocked.start();
        blocked.lead();
        assertThat(blocked.awaitSynced(PATIENCE)).isTrue();
        writer.entered.await();

        boolean ended = blocked.stop(Duration.ofMillis(50));

        assertThat(ended).isFalse();
        until("interrupted", writer.interrupted::get);
    }

    @Test
    void stopBeforeTheServerWasThere() throws InterruptedException {
        api.goAway();
        controller.start();
        controller.lead();
        assertThat(controller.awaitSynced(Duration.ofMillis(10))).isFalse();
        assertThat(controller.stop(PATIENCE)).isTrue();
        assertThat(controller.notReady()).contains("stopping");
        assertThat(controller.notAlive()).isEmpty();
    }

    private Controller controller(ObjectWriter writer) {
        return controller(writer, ControllerConfig.DEFAULT);
    }

    private Controller controller(ObjectWriter writer, ControllerConfig config) {
        return new Controller(
                client,
                Optional.of(Facts.NAMESPACE),
                config,
                name -> writer,
                SyncListener.NONE,
                metrics,
                TimeSource.system());
    }

    private void create(HasMetadata... objects) {
        for (HasMetadata object : objects) {
            client.resource(object).create();
        }
    }

    private List<EndpointSlice> slices() {
        return client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(Facts.NAMESPACE)
                .list()
                .getItems();
    }

    private ImmutableList<String> addresses() {
        return slices().stream()
                .flatMap(slice -> slice.getEndpoints().stream())
                .flatMap(endpoint -> endpoint.getAddresses().stream())
                .sorted()
                .collect(ImmutableList.toImmutableList());
    }

    private static boolean isOfSlice(MockApi.Request request) {
        return request.path().contains("/endpointslices");
    }

    private static final class BlockingWriter implements ObjectWriter {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final AtomicBoolean interrupted = new AtomicBoolean();

        @Override
        public WriteResult write(Write write, BooleanSupplier mayWrite) {
            entered.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                interrupted.set(true);
                Thread.currentThread().interrupt();
            }
            return new WriteResult.Failed("blocked");
        }
    }
}
