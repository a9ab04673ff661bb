package io.endpointslice.state;

import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.EndpointsSnapshot;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Endpoints objects in the state: whose sync asks for what, and what is kept after a Service has gone. */
final class ClusterStateEndpointsTest {
    private static final ServiceFacts WEB = service("web").build();
    private static final ServiceKey KEY = WEB.key();
    private static final SyncRequest EDITED = request(Cause.FOREIGN_EDIT);
    private static final SyncRequest CAUGHT_UP = request(Cause.VIEW_CAUGHT_UP);

    private final ClusterState state = new ClusterState();

    @Test
    @DisplayName("L1: a snapshot has the Service, its Pods and the object, whichever is there")
    void whatASnapshotHas() {
        PodFacts pod = pod("p").ip("10.0.0.1").build();
        assertThat(snapshot())
                .isEqualTo(new EndpointsSnapshot(KEY, Optional.empty(), false, ImmutableList.of(), Optional.empty()));
        state.endpointsSeen(at(10));
        state.podSeen(pod);
        assertThat(snapshot().endpoints()).contains(at(10));
        assertThat(snapshot().pods()).isEmpty();
        state.serviceSeen(WEB);
        assertThat(snapshot().service()).contains(WEB);
        assertThat(snapshot().pods()).containsExactly(pod);
    }

    @Test
    @DisplayName("R2: an own write is stale until it is shown, and asks for nothing when it is")
    void ownWrite() {
        state.serviceSeen(WEB);
        snapshot();
        wrote(10);
        assertThat(isStale()).isTrue();
        assertThat(state.isStale(ControllerName.SLICES, KEY))
                .as("of Endpoints alone")
                .isFalse();
        assertThat(state.endpointsSeen(at(10))).containsExactly(CAUGHT_UP);
        assertThat(isStale()).isFalse();
        wrote(12);
        assertThat(state.endpointsSeen(at(12))).as("nobody waits").isEmpty();
    }

    @Test
    @DisplayName("R2: Endpoints have no generation, so the resourceVersion tells an older view from a newer one")
    void olderView() {
        state.serviceSeen(WEB);
        state.endpointsSeen(at(10));
        wrote(12);
        assertThat(state.endpointsSeen(at(11))).isEmpty();
        assertThat(isStale()).isTrue();
        assertThat(state.endpointsSeen(at(13))).contains(CAUGHT_UP);
    }

    @Test
    @DisplayName("R2: an update that changed nothing is answered with the version that is shown already")
    void writeWithoutEffect() {
        state.serviceSeen(WEB);
        state.endpointsSeen(at(10));
        wrote(10);
        assertThat(isStale()).isFalse();
    }

    @Test
    @DisplayName("R2: an edit or a deletion by somebody else asks for a sync of a Service with a selector")
    void foreignEdit() {
        state.serviceSeen(WEB);
        snapshot();
        wrote(10);
        state.endpointsSeen(at(10));
        assertThat(state.endpointsSeen(at(11))).containsExactly(EDITED);
        assertThat(state.endpointsSeen(at(11))).as("repeated").isEmpty();
        assertThat(state.endpointsGone(KEY)).containsExactly(EDITED);
        assertThat(state.endpointsGone(KEY)).as("gone already").isEmpty();
    }

    @Test
    @DisplayName("R2: what came and went between two watches is found by the list")
    void listed() {
        state.serviceSeen(WEB);
        wrote(10);
        assertThat(state.endpointsListed("9")).isEmpty();
        assertThat(state.endpointsListed("10")).containsExactly(EDITED);
        assertThat(isStale()).isFalse();
    }

    @Test
    @DisplayName("E1: Endpoints that somebody writes for a Service without a selector ask for no Endpoints sync")
    void notOurs() {
        state.serviceSeen(service("web").noSelector().build());
        assertThat(state.endpointsSeen(at(10))).noneMatch(ClusterStateEndpointsTest::isOfEndpoints);
        assertThat(state.endpointsSeen(at(11))).noneMatch(ClusterStateEndpointsTest::isOfEndpoints);
        assertThat(state.endpointsGone(KEY)).noneMatch(ClusterStateEndpointsTest::isOfEndpoints);
    }

    @Test
    @DisplayName("L1: an Endpoints without a Service asks for nothing: its Service may come later")
    void endpointsFirst() {
        assertThat(state.endpointsSeen(at(10))).isEmpty();
        assertThat(state.endpointsSeen(at(11))).isEmpty();
        assertThat(snapshot().serviceDeleted()).isFalse();
    }

    @Test
    @DisplayName("L1: a Service that goes leaves its Endpoints behind, until they are gone or it is back")
    void leftBehind() {
        state.serviceSeen(WEB);
        state.endpointsSeen(at(10));
        assertThat(state.serviceGone(KEY)).contains(request(Cause.SERVICE));
        assertThat(snapshot().serviceDeleted()).isTrue();
        state.deleted(ControllerName.ENDPOINTS, KEY, at(10).meta());
        assertThat(isStale()).isTrue();
        state.endpointsGone(KEY);
        assertThat(isStale()).isFalse();
        assertThat(snapshot().serviceDeleted()).isFalse();

        state.endpointsSeen(at(20));
        state.serviceSeen(WEB);
        state.serviceGone(KEY);
        state.serviceSeen(WEB);
        assertThat(snapshot().serviceDeleted()).as("it is back").isFalse();
    }

    @Test
    @DisplayName("L1: an Endpoints that is made while its Service goes is waited for, and then left behind")
    void madeWhileTheServiceGoes() {
        state.serviceSeen(WEB);
        snapshot();
        state.serviceGone(KEY);
        assertThat(snapshot().serviceDeleted())
                .as("nothing is known to be there")
                .isFalse();
        wrote(10);
        assertThat(isStale()).isTrue();
        assertThat(state.endpointsSeen(at(10))).containsExactly(CAUGHT_UP);
        assertThat(snapshot().serviceDeleted()).isTrue();
        assertThat(snapshot().endpoints()).contains(at(10));
    }

    @Test
    @DisplayName("L1: one that we wrote but was not shown when the Service went is left behind too")
    void writtenButNotShown() {
        state.serviceSeen(WEB);
        wrote(10);
        state.serviceGone(KEY);
        assertThat(isStale()).isTrue();
        assertThat(state.endpointsSeen(at(10))).containsExactly(CAUGHT_UP);
        assertThat(snapshot().serviceDeleted()).isTrue();
    }

    @Test
    @DisplayName("L1: at the start, Endpoints that a controller manages and whose Service is not there are looked at")
    void atTheStart() {
        state.endpointsSeen(at(10));
        state.endpointsSeen(managed("web"));
        state.endpointsSeen(managed("api"));
        state.serviceSeen(service("api").build());
        assertThat(state.leftOver()).containsExactly(request(Cause.START));
        assertThat(snapshot().serviceDeleted()).isFalse();
    }

    @Test
    @DisplayName("E15: Endpoints and slices are synced at different times, so each has a trigger time of its own")
    void triggerTimes() {
        Instant moved = Instant.parse("2026-03-01T12:00:00Z");
        state.serviceSeen(WEB);
        for (ControllerName controller : List.of(ControllerName.SLICES, ControllerName.ENDPOINTS)) {
            state.look(KEY);
            state.lookAtEndpoints(KEY);
            state.committed(controller, WEB, true);
        }
        state.podSeen(pod("p").readySince(moved).build());
        assertThat(state.lookAtEndpoints(KEY).triggerTime()).contains(moved);
        state.committed(ControllerName.ENDPOINTS, WEB, true);
        assertThat(state.lookAtEndpoints(KEY).triggerTime()).isEmpty();
        assertThat(state.look(KEY).orElseThrow().triggerTime()).contains(moved);
        state.serviceGone(KEY);
        assertThat(state.lookAtEndpoints(KEY).triggerTime()).isEmpty();
    }

    private EndpointsSnapshot snapshot() {
        return state.endpointsSnapshot(KEY);
    }

    private boolean isStale() {
        return state.isStale(ControllerName.ENDPOINTS, KEY);
    }

    private void wrote(long version) {
        state.wrote(ControllerName.ENDPOINTS, KEY, at(version).meta());
    }

    private static boolean isOfEndpoints(SyncRequest request) {
        return request.controller() == ControllerName.ENDPOINTS;
    }

    private static SyncRequest request(Cause cause) {
        return new SyncRequest(ControllerName.ENDPOINTS, KEY, cause);
    }

    private static LegacyEndpoints at(long version) {
        return endpoints("web", version, ImmutableMap.of());
    }

    private static LegacyEndpoints managed(String name) {
        return endpoints(
                name,
                7,
                ImmutableMap.of(KubernetesNames.ENDPOINTS_MANAGED_BY_LABEL, KubernetesNames.ENDPOINTS_CONTROLLER));
    }

    private static LegacyEndpoints endpoints(String name, long version, ImmutableMap<String, String> labels) {
        return new LegacyEndpoints(
                new Metadata(
                        "shop",
                        name,
                        "",
                        "uid-" + name,
                        Long.toString(version),
                        0,
                        labels,
                        ImmutableMap.of(),
                        ImmutableList.of(),
                        ImmutableList.of(),
                        false),
                ImmutableList.of());
    }
}
