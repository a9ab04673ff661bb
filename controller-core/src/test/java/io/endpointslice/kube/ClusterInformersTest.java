package io.endpointslice.kube;

import static io.endpointslice.fixtures.Await.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.config.ControllerName;
import io.endpointslice.fixtures.ApiObjects;
import io.endpointslice.fixtures.Facts;
import io.endpointslice.fixtures.LogLines;
import io.endpointslice.fixtures.MockApi;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.state.Cause;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.SyncRequest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.mockwebserver.http.MockResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterInformersTest {
    private static final ServiceKey WEB = new ServiceKey(Facts.NAMESPACE, "web");
    private static final WatchScope EVERYTHING =
            new WatchScope(Optional.empty(), ImmutableSet.copyOf(ControllerName.values()));
    private static final int INFORMERS = 6;

    @TempDir
    private Path folder;

    private final MockApi api = new MockApi();
    private final ClusterState state = new ClusterState();
    private final List<SyncRequest> requests = new CopyOnWriteArrayList<>();
    private final LogLines log = LogLines.of("io.endpointslice.kube");
    private KubernetesClient client;
    private KubernetesClient controllerClient;
    private ClusterInformers informers;

    @BeforeEach
    void connect() throws IOException {
        client = ClientFactory.ofProcess().client(Optional.of(api.kubeconfig(folder)), Optional.empty());
        controllerClient = ClientFactory.ofProcess()
                .controllerClient(Optional.of(api.kubeconfig(folder)), Optional.empty(), WireFormat.PROTOBUF);
        informers = new ClusterInformers(controllerClient, EVERYTHING, state, requests::add, Ticker.systemTicker());
    }

    @AfterEach
    void disconnect() {
        informers.close();
        controllerClient.close();
        client.close();
        api.close();
        log.close();
    }

    @Test
    @DisplayName("Synced means: every object of the first lists has reached the state")
    void firstLists() {
        api.start();
        create(ApiObjects.node("n1"), ApiObjects.service("web"), ApiObjects.slice("web", "web-1", "IPv4"));
        for (int i = 0; i < 60; i++) {
            create(ApiObjects.pod("web", "web-" + i, "10.0.0." + i));
        }
        assertThat(informers.missing())
                .containsExactly("endpoints", "endpointslices", "mirrored endpointslices", "nodes", "pods", "services");

        startAndSync();

        ServiceSnapshot snapshot = snapshot();
        assertThat(snapshot.pods()).hasSize(60).allMatch(PodFacts::ready);
        assertThat(snapshot.nodes()).containsKey("n1");
        assertThat(snapshot.slices()).extracting(Slice::name).containsExactly("web-1");
    }

    @Test
    @DisplayName("Only Pods that have not ended and slices of this controller are asked for, in pages")
    void selections() {
        api.start();
        startAndSync();

        assertThat(queries("/api/v1/pods"))
                .isNotEmpty()
                .allMatch(query -> query.contains("fieldSelector=status.phase!=Failed,status.phase!=Succeeded"))
                .anyMatch(query -> query.contains("limit=500"));
        String managedBy = "labelSelector=endpointslice.kubernetes.io/managed-by=";
        assertThat(queries("/apis/discovery.k8s.io/v1/endpointslices"))
                .allMatch(query -> query.contains(managedBy))
                .anyMatch(query -> query.contains(managedBy + KubernetesNames.SLICE_CONTROLLER))
                .anyMatch(query -> query.contains(managedBy + KubernetesNames.MIRRORING_CONTROLLER));
        assertThat(queries("/api/v1/endpoints")).isNotEmpty().allMatch(query -> !query.contains("labelSelector"));
    }

    @Test
    @DisplayName("L7: what only controllers need that are switched off is not watched")
    void switchedOff() {
        api.start();
        for (ControllerName on : ControllerName.values()) {
            WatchScope scope = new WatchScope(Optional.empty(), ImmutableSet.of(on));
            try (ClusterInformers few =
                    new ClusterInformers(controllerClient, scope, state, requests::add, Ticker.systemTicker())) {
                assertThat(few.resources().contains("endpoints")).as("%s", on).isEqualTo(on != ControllerName.SLICES);
                assertThat(few.resources().contains("mirrored endpointslices"))
                        .as("%s", on)
                        .isEqualTo(on == ControllerName.MIRRORING);
            }
        }
    }

    @Test
    @DisplayName("L1, M1: Endpoints and mirrored slices that come and go reach the state and ask for syncs")
    void endpointsAndMirroredSlices() {
        api.start();
        EndpointSlice mirrored = ApiObjects.slice("web", "web-m", "IPv4");
        mirrored.getMetadata().getLabels().put(KubernetesNames.MANAGED_BY_LABEL, KubernetesNames.MIRRORING_CONTROLLER);
        create(ApiObjects.service("web"), mirrored);
        startAndSync();

        client.resource(ApiObjects.endpoints("web", "10.0.0.1")).create();
        until(
                "the Endpoints is seen",
                () -> state.endpointsSnapshot(WEB).endpoints().isPresent());
        assertThat(state.mirroringSnapshot(WEB).slices())
                .extracting(Slice::name)
                .containsExactly("web-m");
        assertThat(snapshot().slices()).isEmpty();
        SyncRequest mirroring = new SyncRequest(ControllerName.MIRRORING, WEB, Cause.ENDPOINTS);
        until("its mirroring is asked for", () -> requests.contains(mirroring));
        requests.clear();
        client.resource(ApiObjects.endpoints("web", "10.0.0.1")).delete();
        until("its mirroring is asked for", () -> requests.contains(mirroring));
        assertThat(state.mirroringSnapshot(WEB).endpoints()).isEmpty();
        // not before: the two watches keep no order, and with the slice gone first nothing would be left to mirror
        client.resource(mirrored).delete();
        until("the slice is gone", () -> state.mirroringSnapshot(WEB).slices().isEmpty());
    }

    @Test
    void listsAndFailuresAreCounted() {
        api.start();
        startAndSync();
        assertThat(informers.figures())
                .hasSize(INFORMERS)
                .allSatisfy((resource, figures) ->
                        assertThat(figures).as(resource).isEqualTo(new WatchFigures(true, 1, 0)));
    }

    @Test
    @DisplayName("R3: Pods that come, change and go reach the state and ask for syncs")
    void podEvents() {
        api.start();
        create(ApiObjects.service("web"));
        startAndSync();

        create(ApiObjects.pod("web", "web-1", "10.0.0.1"));
        until("the Pod is seen", () -> !snapshot().pods().isEmpty());
        Pod unready = ApiObjects.pod("web", "web-1", "10.0.0.1");
        unready.getStatus().getConditions().get(0).setStatus("False");
        client.resource(unready).update();
        until("it is not ready", () -> !snapshot().pods().get(0).ready());
        requests.clear();
        client.resource(unready).delete();
        until("it is gone", () -> snapshot().pods().isEmpty());

        until("a sync is asked for", () -> requests.contains(new SyncRequest(ControllerName.SLICES, WEB, Cause.POD)));
    }

    @Test
    @DisplayName("E1: a Service that goes is forgotten")
    void serviceEvents() {
        api.start();
        create(ApiObjects.service("web"));
        startAndSync();

        client.resource(ApiObjects.service("web")).delete();

        until("the Service is gone", () -> state.snapshot(WEB).isEmpty());
    }

    @Test
    @DisplayName("An object that cannot be read is named in one line and skipped; the rest goes on")
    void unreadableObjects() {
        api.start();
        create(
                ApiObjects.service("web"),
                ApiObjects.slice("web", "web-odd", "Carrier-Pigeon"),
                ApiObjects.slice("web", "web-1", "IPv4"));
        startAndSync();

        assertThat(snapshot().slices()).extracting(Slice::name).containsExactly("web-1");
        create(ApiObjects.slice("web", "web-2", "IPv4"));
        until("later slices arrive", () -> snapshot().slices().size() == 2);
        assertThat(log.messages())
                .filteredOn(line -> line.startsWith("EndpointSlice shop/web-odd cannot be read and is skipped: "))
                .hasSize(1);
        assertThat(log.hasStackTrace()).isFalse();
    }

    @Test
    @DisplayName("An API server that is away at the start is waited for, and said in one line")
    void awayAtTheStart() {
        informers.start();
        until("it is said", () -> !log.messages().isEmpty());
        assertThat(informers.hasSynced()).isFalse();

        api.start();

        until("synced", informers::hasSynced);
        assertThat(log.messages())
                .hasSize(1)
                .allMatch(line ->
                        line.startsWith("waiting for the API server at http://localhost") && line.contains("refused"));
        assertThat(log.hasStackTrace()).isFalse();
    }

    @Test
    @DisplayName("An API server that goes away and comes back is watched again")
    void awayLater() {
        api.start();
        create(ApiObjects.service("web"));
        startAndSync();

        api.goAway();
        until("the loss is noticed", () -> informers.notWatched().size() == INFORMERS);
        assertThat(snapshot().service().key()).isEqualTo(WEB);
        api.start();
        create(ApiObjects.pod("web", "web-1", "10.0.0.1"));

        until("the Pod is seen", () -> !snapshot().pods().isEmpty());
        until("all is watched again", () -> informers.notWatched().isEmpty());
    }

    @Test
    void watchesThatTheServerClosesAreSetUpAgain() {
        api.start();
        create(ApiObjects.service("web"));
        startAndSync();

        api.closeWatches();
        create(ApiObjects.pod("web", "web-1", "10.0.0.1"));

        until("the Pod is seen", () -> !snapshot().pods().isEmpty());
    }

    @Test
    @DisplayName("410 Gone: what went while nobody watched is found by listing again")
    void gone() {
        api.start();
        create(ApiObjects.service("web"), ApiObjects.pod("web", "web-1", "10.0.0.1"));
        startAndSync();
        MockApi.Fault noWatches =
                request -> request.isWatch() ? Optional.of(new MockResponse().setResponseCode(500)) : Optional.empty();
        api.add(noWatches);
        api.sendToWatches("not JSON");
        api.closeWatches();
        until("no watch is open", () -> informers.notWatched().size() == INFORMERS);
        client.resource(ApiObjects.pod("web", "web-1", "10.0.0.1")).delete();
        requests.clear();

        api.clearFaults();
        until("all is watched again", () -> api.openWatches() >= INFORMERS);
        api.sendToWatches("""
                {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure",
                 "reason":"Expired","code":410,"message":"too old resource version: 1 (2)"}}
                """);

        until("the Pod is gone", () -> snapshot().pods().isEmpty());
        until(
                "a sync is asked for",
                () -> requests.contains(new SyncRequest(ControllerName.SLICES, WEB, Cause.POD_LEAVES)));
    }

    @Test
    @DisplayName("A list that is forbidden is named in one line and tried again; until then nothing is synced")
    void forbidden() {
        api.start();
        api.add(request -> request.path().startsWith("/api/v1/nodes")
                ? Optional.of(new MockResponse().setResponseCode(403).setBody("""
                        {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","code":403,
                         "message":"nodes is forbidden: User \\"x\\" cannot list resource \\"nodes\\""}
                        """))
                : Optional.empty());

        informers.start();

        until("the others are listed", () -> informers.missing().equals(Set.of("nodes")));
        until("it is said", () -> !log.messages().isEmpty());
        assertThat(log.messages())
                .containsExactly(
                        "list nodes is forbidden: nodes is forbidden: User \"x\" cannot list resource \"nodes\"");
        api.clearFaults();
        until("synced", informers::hasSynced);
    }

    @Test
    void credentialsThatAreRefusedAreSaid() {
        api.start();
        api.add(request -> Optional.of(new MockResponse().setResponseCode(401).setBody("""
                {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Unauthorized","code":401,
                 "message":"Unauthorized"}
                """)));

        informers.start();

        until("it is said", () -> !log.messages().isEmpty());
        assertThat(log.messages())
                .containsExactly("the API server at " + api.url() + " does not accept the credentials: Unauthorized");
    }

    private void startAndSync() {
        informers.start();
        until("synced", informers::hasSynced);
        until("all is watched", () -> informers.notWatched().isEmpty());
    }

    private void create(HasMetadata... objects) {
        for (HasMetadata object : objects) {
            client.resource(object).create();
        }
    }

    private ServiceSnapshot snapshot() {
        return state.snapshot(WEB).orElseThrow();
    }

    private ImmutableList<String> queries(String path) {
        return api.requests("GET").stream()
                .map(MockApi.Request::path)
                .filter(target -> target.startsWith(path + "?"))
                .map(target -> URLDecoder.decode(target, StandardCharsets.UTF_8))
                .collect(ImmutableList.toImmutableList());
    }
}
