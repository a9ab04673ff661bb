package io.endpointslice.state;

import static io.endpointslice.fixtures.Facts.node;
import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.config.ControllerName;
import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Services, Pods and Nodes: who is asked for when, and what a snapshot shows. Slices: {@link ClusterStateSlicesTest}. */
final class ClusterStateTest {
    private static final ServiceFacts WEB = service("web").build();
    private static final ServiceFacts API = service("api").build();
    private static final ServiceKey WEB_KEY = WEB.key();
    private static final Instant T1 = Instant.parse("2026-03-01T11:00:00Z");

    private final ClusterState state = new ClusterState();

    @Test
    void aServiceIsAskedForWhenItComesAndChanges() {
        assertThat(state.serviceSeen(WEB)).containsExactlyElementsOf(both(Cause.SERVICE, WEB));
        assertThat(state.serviceSeen(service("web").build())).as("equal facts").isEmpty();
        assertThat(state.serviceSeen(service("web").label("tier", "front").build()))
                .containsExactlyElementsOf(both(Cause.SERVICE, WEB));
    }

    @Test
    @DisplayName("E1: a Service that went is asked for once more, and nothing of it is kept")
    void serviceGone() {
        PodFacts pod = pod("p").readySince(T1).build();
        state.serviceSeen(WEB);
        state.podSeen(pod);
        sync(WEB);
        state.wrote(ControllerName.SLICES, WEB_KEY, slice(WEB, "web-1").build().meta());
        assertThat(state.serviceGone(WEB_KEY)).containsExactlyElementsOf(both(Cause.SERVICE, WEB));
        assertThat(state.snapshot(WEB_KEY)).isEmpty();
        assertThat(state.look(WEB_KEY)).isEmpty();
        assertThat(state.isStale(ControllerName.SLICES, WEB_KEY)).isFalse();
        assertThat(state.serviceGone(WEB_KEY)).as("gone already").isEmpty();
        assertThat(state.podGone(pod.key())).isEmpty();
    }

    @Test
    @DisplayName("E1: a sync that ends after its Service went leaves nothing behind")
    void lateResultsOfAGoneService() {
        state.serviceSeen(WEB);
        state.look(WEB_KEY);
        state.serviceGone(WEB_KEY);
        state.wrote(ControllerName.SLICES, WEB_KEY, slice(WEB, "web-1").build().meta());
        state.deleted(
                ControllerName.SLICES, WEB_KEY, slice(WEB, "web-2").build().meta());
        state.committed(ControllerName.SLICES, WEB, true);
        state.serviceSeen(WEB);
        assertThat(state.isStale(ControllerName.SLICES, WEB_KEY)).isFalse();
        assertThat(state.look(WEB_KEY).orElseThrow().changes()).isEqualTo(PodChanges.UNKNOWN);
    }

    @Test
    @DisplayName("E15: another Service of the same name begins anew")
    void anotherServiceOfTheSameName() {
        state.serviceSeen(WEB);
        assertThat(look(WEB).firstTime()).isTrue();
        state.committed(ControllerName.SLICES, WEB, true);
        assertThat(look(WEB).firstTime()).isFalse();
        ServiceFacts newer = service("web").uid("uid-newer").build();
        state.serviceSeen(newer);
        assertThat(look(newer).firstTime()).isTrue();
        state.committed(ControllerName.SLICES, WEB, true);
        assertThat(look(newer).firstTime()).as("a late sync of the older one").isTrue();
        state.committed(ControllerName.SLICES, newer, true);
        assertThat(look(newer).firstTime()).isFalse();
    }

    private void sync(ServiceFacts service) {
        state.look(service.key());
        state.committed(ControllerName.SLICES, service, true);
    }

    private PodChanges look(ServiceFacts service) {
        return state.look(service.key()).orElseThrow().changes();
    }

    @Test
    @DisplayName("a Pod that leaves service is told from one that changes otherwise, since it may not wait as long")
    void podLeaves() {
        state.serviceSeen(WEB);
        state.podSeen(pod("p").ready().build());
        assertThat(state.podSeen(pod("p").ready().ip("10.0.0.1").build()))
                .containsExactlyElementsOf(both(Cause.POD, WEB));
        assertThat(state.podSeen(pod("p").build())).containsExactlyElementsOf(both(Cause.POD_LEAVES, WEB));
        assertThat(state.podSeen(pod("p").ready().build())).containsExactlyElementsOf(both(Cause.POD, WEB));
        assertThat(state.podSeen(pod("p").ready().terminating().build()))
                .containsExactlyElementsOf(both(Cause.POD_LEAVES, WEB));
        assertThat(state.podGone(new PodKey("shop", "p"))).containsExactlyElementsOf(both(Cause.POD, WEB));
        state.podSeen(pod("p").ready().build());
        assertThat(state.podGone(new PodKey("shop", "p"))).containsExactlyElementsOf(both(Cause.POD_LEAVES, WEB));
    }

    @Test
    @DisplayName("R3: a Pod that comes and goes is asked for at the Services that select it")
    void podComesAndGoes() {
        state.serviceSeen(WEB);
        state.serviceSeen(API);
        assertThat(state.podSeen(pod("p").build())).containsExactlyElementsOf(both(Cause.POD, WEB));
        assertThat(state.podGone(new PodKey("shop", "p"))).containsExactlyElementsOf(both(Cause.POD, WEB));
        assertThat(state.podGone(new PodKey("shop", "p"))).isEmpty();
        assertThat(pods(WEB)).isEmpty();
    }

    @Test
    @DisplayName("of the facts before nothing stays in memory, not even the key")
    void earlierFacts() {
        state.serviceSeen(WEB);
        WeakReference<PodKey> first = seen(pod("p").build());
        state.podSeen(pod("p").ready().build());

        System.gc();

        assertThat(first.get()).isNull();
    }

    /** In a frame of its own, so that nothing else holds the key. */
    private WeakReference<PodKey> seen(PodFacts pod) {
        state.podSeen(pod);
        return new WeakReference<>(pod.key());
    }

    static Stream<PodFixture> changesThatMatter() {
        return Stream.of(
                pod("p").ip("10.0.0.1").terminal(),
                pod("p").ip("10.0.0.1").ready(),
                pod("p").ip("10.0.0.1").readySince(T1),
                pod("p").ip("10.0.0.1").terminating(),
                pod("p").ip("10.0.0.2"),
                pod("p").ip("10.0.0.1").hostname("h", ""),
                pod("p").ip("10.0.0.1").hostname("", "web"),
                pod("p").ip("10.0.0.1").node("n2"),
                pod("p").ip("10.0.0.1").port("http", 80),
                pod("p").ip("10.0.0.1").uid("uid-other"));
    }

    @ParameterizedTest
    @MethodSource("changesThatMatter")
    @DisplayName("R3: phase, Ready, deletionTimestamp, podIPs, hostname, subdomain, nodeName, ports and uid matter")
    void changesThatMatterAreAskedFor(PodFixture changed) {
        state.serviceSeen(WEB);
        state.podSeen(pod("p").ip("10.0.0.1").build());
        assertThat(state.podSeen(changed.build())).containsExactlyElementsOf(both(Cause.POD, WEB));
        assertThat(state.podSeen(changed.build())).as("equal facts").isEmpty();
        assertThat(pods(WEB)).containsExactly(changed.build());
    }

    @Test
    @DisplayName("R3: a label change syncs the Services left and the Services joined, not those that stay")
    void labelChange() {
        ServiceFacts all = service("all").emptySelector().build();
        Stream.of(WEB, API, all).forEach(state::serviceSeen);
        state.podSeen(pod("p").build());
        assertThat(state.podSeen(pod("p").label("app", "api").build()))
                .containsExactlyElementsOf(both(Cause.POD, API, WEB));
        assertThat(state.podSeen(pod("p").label("app", "api").label("x", "y").build()))
                .isEmpty();
        assertThat(state.podSeen(pod("p").label("app", "web").ready().build()))
                .as("more than labels changed")
                .containsExactlyElementsOf(both(Cause.POD, all, API, WEB));
    }

    @Test
    @DisplayName("E2: a Service that comes late, or changes its selector, has the Pods that are there already")
    void lateService() {
        PodFacts web = pod("p").build();
        PodFacts api = pod("q").label("app", "api").build();
        state.podSeen(web);
        state.podSeen(api);
        state.podSeen(pod("elsewhere").namespace("other").build());
        state.serviceSeen(WEB);
        assertThat(pods(WEB)).containsExactly(web);
        state.serviceSeen(service("web").selector("app", "api").build());
        assertThat(pods(WEB)).containsExactly(api);
        assertThat(state.podSeen(pod("p").ready().build()))
                .as("left by the selector")
                .isEmpty();
        state.serviceSeen(service("web").emptySelector().build());
        assertThat(pods(WEB)).containsExactlyInAnyOrder(pod("p").ready().build(), api);
    }

    @Test
    @DisplayName("E1: ExternalName and a missing selector select nothing; an empty selector selects all")
    void skippedServices() {
        state.podSeen(pod("p").build());
        for (ServiceFacts skipped : ImmutableList.of(
                service("web").noSelector().build(),
                service("web").externalName().build())) {
            state.serviceSeen(WEB);
            assertThat(pods(WEB)).hasSize(1);
            state.serviceSeen(skipped);
            assertThat(pods(WEB)).isEmpty();
            assertThat(state.podSeen(pod("q").build())).isEmpty();
            state.podGone(new PodKey("shop", "q"));
        }
    }

    @Test
    @DisplayName("E7: the arrival of a Node, or another zone, syncs the Services with Pods on it at once")
    void nodes() {
        state.serviceSeen(WEB);
        state.serviceSeen(API);
        state.podSeen(pod("p").node("n1").build());
        state.podSeen(pod("q").label("app", "api").node("n2").build());
        assertThat(state.nodeSeen(node("n1", ""))).containsExactly(request(WEB, Cause.NODE));
        assertThat(state.nodeSeen(node("n1", ""))).isEmpty();
        assertThat(state.nodeSeen(node("n1", "z1"))).containsExactly(request(WEB, Cause.NODE));
        assertThat(state.nodeSeen(node("n3", "z1"))).isEmpty();
        assertThat(state.nodeSeen(new NodeFacts("n1", "z1", false, false, 9_000)))
                .as("neither readiness nor CPU is in an endpoint")
                .isEmpty();
        assertThat(state.nodeSeen(node("n1", "z1"))).isEmpty();
        assertThat(snapshot(WEB).nodes()).isEqualTo(ImmutableMap.of("n1", node("n1", "z1")));
        assertThat(snapshot(API).nodes()).isEmpty();
        assertThat(state.nodeGone("n1")).isEmpty();
        assertThat(snapshot(WEB).nodes()).isEmpty();
    }

    @Test
    @DisplayName("E7: a Pod that moved is asked for by its new Node only")
    void podMovesToAnotherNode() {
        state.serviceSeen(WEB);
        state.podSeen(pod("p").node("").build());
        state.podSeen(pod("p").node("n1").build());
        state.podSeen(pod("p").node("n2").build());
        assertThat(state.nodeSeen(node("n1", "z"))).isEmpty();
        assertThat(state.nodeSeen(node("n2", "z"))).containsExactly(request(WEB, Cause.NODE));
        state.podGone(new PodKey("shop", "p"));
        assertThat(state.nodeSeen(node("n2", "y"))).isEmpty();
    }

    @Test
    void aSnapshotHoldsTheFactsThemselves() {
        PodFacts pod = pod("p").build();
        state.serviceSeen(WEB);
        state.podSeen(pod);
        assertThat(snapshot(WEB).service()).isSameAs(WEB);
        assertThat(snapshot(WEB).pods().get(0)).isSameAs(pod);
    }

    private ServiceSnapshot snapshot(ServiceFacts service) {
        Optional<ServiceSnapshot> snapshot = state.snapshot(service.key());
        assertThat(snapshot).isPresent();
        return snapshot.orElseThrow();
    }

    private ImmutableList<PodFacts> pods(ServiceFacts service) {
        return snapshot(service).pods();
    }

    /** Slices and Endpoints follow from the same Services and Pods. */
    private static ImmutableList<SyncRequest> both(Cause cause, ServiceFacts... services) {
        return Stream.of(services)
                .flatMap(service -> Stream.of(ControllerName.SLICES, ControllerName.ENDPOINTS)
                        .map(controller -> new SyncRequest(controller, service.key(), cause)))
                .collect(ImmutableList.toImmutableList());
    }

    private static SyncRequest request(ServiceFacts service, Cause cause) {
        return new SyncRequest(ControllerName.SLICES, service.key(), cause);
    }
}
