package io.endpointslice.state;

import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.MirroringSnapshot;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.Slice;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What asks for the mirroring of a hand-written Endpoints object: it, its Service, and its mirrored slices. */
final class ClusterStateMirroringTest {
    private static final ServiceFacts MANUAL = service("web").noSelector().build();
    private static final ServiceFacts SELECTING = service("web").build();
    private static final ServiceKey KEY = MANUAL.key();
    private static final Slice MIRRORED = slice(MANUAL, "web-m").build();

    private final ClusterState state = new ClusterState();

    @Test
    @DisplayName(
            "M1: a snapshot has the Service, the Endpoints and the mirrored slices, whichever is there, no other slice")
    void whatASnapshotHas() {
        assertThat(state.mirroringSnapshot(KEY))
                .isEqualTo(new MirroringSnapshot(KEY, Optional.empty(), Optional.empty(), ImmutableList.of()));
        state.serviceSeen(MANUAL);
        state.endpointsSeen(endpoints(10));
        state.mirroredSeen(MIRRORED);
        state.sliceSeen(slice(MANUAL, "web-1").build());
        assertThat(state.mirroringSnapshot(KEY))
                .isEqualTo(new MirroringSnapshot(
                        KEY, Optional.of(MANUAL), Optional.of(endpoints(10)), ImmutableList.of(MIRRORED)));
    }

    @Test
    @DisplayName("M1: Endpoints of a Service without a selector ask for it when they come, change and go")
    void endpoints() {
        state.serviceSeen(MANUAL);
        assertThat(state.endpointsSeen(endpoints(10))).containsExactly(request(Cause.ENDPOINTS));
        assertThat(state.endpointsSeen(endpoints(10))).as("repeated").isEmpty();
        assertThat(state.endpointsSeen(endpoints(11))).containsExactly(request(Cause.ENDPOINTS));
        assertThat(state.endpointsGone(KEY)).containsExactly(request(Cause.ENDPOINTS));
    }

    @Test
    @DisplayName("M1: Endpoints of a Service with a selector, or of none, do not ask for it")
    void endpointsThatAreNotMirrored() {
        assertThat(state.endpointsSeen(endpoints(10))).isEmpty();
        state.serviceSeen(SELECTING);
        assertThat(mirroring(state.endpointsSeen(endpoints(11)))).isEmpty();
        assertThat(mirroring(state.endpointsGone(KEY))).isEmpty();
    }

    @Test
    @DisplayName("M1: Endpoints that have been mirrored ask for it whatever the Service is now")
    void endpointsThatWereMirrored() {
        state.serviceSeen(SELECTING);
        state.mirroredSeen(MIRRORED);
        assertThat(mirroring(state.endpointsSeen(endpoints(11)))).containsExactly(request(Cause.ENDPOINTS));
    }

    @Test
    @DisplayName("M1: a Service that comes, goes, gains or loses its selector asks for it; other changes do not")
    void services() {
        state.endpointsSeen(endpoints(10));
        assertThat(mirroring(state.serviceSeen(MANUAL))).containsExactly(request(Cause.SERVICE));
        assertThat(mirroring(state.serviceSeen(
                        service("web").noSelector().label("x", "y").build())))
                .isEmpty();
        assertThat(mirroring(state.serviceSeen(SELECTING))).containsExactly(request(Cause.SERVICE));
        assertThat(mirroring(state.serviceGone(KEY))).isEmpty();
        state.serviceSeen(MANUAL);
        assertThat(mirroring(state.serviceGone(KEY))).containsExactly(request(Cause.SERVICE));
    }

    @Test
    @DisplayName("M1: a Service with neither Endpoints nor mirrored slices asks for no mirroring, nor do its Pods")
    void nothingToMirror() {
        assertThat(mirroring(state.serviceSeen(MANUAL))).isEmpty();
        assertThat(mirroring(state.serviceSeen(SELECTING))).isEmpty();
        assertThat(mirroring(state.podSeen(pod("p").build()))).isEmpty();
    }

    @Test
    @DisplayName("R2: an own write is stale until it is shown; edits and deletions by others ask for it")
    void mirroredSlices() {
        state.serviceSeen(MANUAL);
        state.endpointsSeen(endpoints(10));
        state.mirroringSnapshot(KEY);
        state.wrote(ControllerName.MIRRORING, KEY, at(1, 11).meta());
        assertThat(state.isStale(ControllerName.MIRRORING, KEY)).isTrue();
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isFalse();
        assertThat(state.mirroredSeen(at(1, 11))).containsExactly(request(Cause.VIEW_CAUGHT_UP));
        assertThat(state.mirroredSeen(at(2, 12))).containsExactly(request(Cause.FOREIGN_EDIT));
        assertThat(state.mirroredGone("shop", "web-m")).containsExactly(request(Cause.FOREIGN_EDIT));
        state.wrote(ControllerName.MIRRORING, KEY, at(1, 20).meta());
        assertThat(state.mirroredListed("20")).containsExactly(request(Cause.FOREIGN_EDIT));
    }

    @Test
    @DisplayName("M1: what is deleted after its Service has gone is expected as well")
    void deletedAfterTheService() {
        state.serviceSeen(MANUAL);
        state.endpointsSeen(endpoints(10));
        state.mirroredSeen(MIRRORED);
        assertThat(mirroring(state.serviceGone(KEY))).containsExactly(request(Cause.SERVICE));
        state.deleted(ControllerName.MIRRORING, KEY, MIRRORED.meta());
        assertThat(state.isStale(ControllerName.MIRRORING, KEY)).isTrue();
        assertThat(state.mirroredGone("shop", "web-m")).containsExactly(request(Cause.VIEW_CAUGHT_UP));
    }

    @Test
    @DisplayName("M1: a mirrored slice of no Service asks for it, and so does each at the start")
    void strays() {
        assertThat(state.mirroredSeen(MIRRORED)).containsExactly(request(Cause.FOREIGN_EDIT));
        state.serviceSeen(MANUAL);
        assertThat(state.leftOver()).containsExactly(request(Cause.START));
        state.mirroredGone("shop", "web-m");
        assertThat(state.leftOver()).isEmpty();
    }

    private static List<SyncRequest> mirroring(Collection<SyncRequest> requests) {
        return requests.stream()
                .filter(request -> request.controller() == ControllerName.MIRRORING)
                .toList();
    }

    private static SyncRequest request(Cause cause) {
        return new SyncRequest(ControllerName.MIRRORING, KEY, cause);
    }

    private static Slice at(long generation, long version) {
        return Versions.at(MIRRORED, generation, version);
    }

    private static LegacyEndpoints endpoints(long version) {
        return new LegacyEndpoints(
                new Metadata(
                        "shop",
                        "web",
                        "",
                        "uid-web",
                        Long.toString(version),
                        0,
                        ImmutableMap.of(),
                        ImmutableMap.of(),
                        ImmutableList.of(),
                        ImmutableList.of(),
                        false),
                ImmutableList.of());
    }
}
