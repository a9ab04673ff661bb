package io.endpointslice.state;

import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.config.ControllerName;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.Slice;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R2: own writes, edits by others, and when a view may be trusted. */
final class ClusterStateSlicesTest {
    private static final ServiceFacts WEB = service("web").build();
    private static final ServiceKey KEY = WEB.key();
    private static final ServiceFacts API = service("api").build();
    private static final Slice ONE = slice(WEB, "web-1").build();

    private final ClusterState state = new ClusterState();

    @BeforeEach
    void bothServicesHaveBeenSynced() {
        state.serviceSeen(WEB);
        state.serviceSeen(API);
    }

    @Test
    @DisplayName("R2: slices of the start-up list ask for nothing, a later change of them does")
    void startUpList() {
        assertThat(state.sliceSeen(at(1, 10))).isEmpty();
        assertThat(state.sliceSeen(at(1, 10))).as("shown again unchanged").isEmpty();
        assertThat(state.sliceSeen(at(2, 11))).containsExactly(request(KEY, Cause.FOREIGN_EDIT));
        assertThat(slices(KEY)).containsExactly(at(2, 11));
    }

    @Test
    @DisplayName("R2: a slice that somebody adds after a sync has looked is an edit")
    void foreignCreate() {
        look(KEY);
        assertThat(state.sliceSeen(at(1, 10))).containsExactly(request(KEY, Cause.FOREIGN_EDIT));
    }

    @Test
    @DisplayName("R2: after a create the view is stale until the informer shows it; shown, it asks for nothing")
    void ownCreate() {
        look(KEY);
        state.wrote(ControllerName.SLICES, KEY, at(1, 10).meta());
        assertThat(state.sliceSeen(at(1, 10))).isEmpty();
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isFalse();
    }

    @Test
    @DisplayName("R2: a sync that met a stale view is asked for once, when all of it is shown")
    void waitingSync() {
        Slice two = slice(WEB, "web-2").build();
        state.wrote(ControllerName.SLICES, KEY, at(1, 10).meta());
        state.wrote(ControllerName.SLICES, KEY, Versions.at(two, 1, 11).meta());
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isTrue();
        assertThat(state.isStale(ControllerName.SLICES, API.key())).isFalse();
        assertThat(state.sliceSeen(at(1, 10))).isEmpty();
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isTrue();
        assertThat(state.sliceSeen(Versions.at(two, 1, 11))).containsExactly(request(KEY, Cause.VIEW_CAUGHT_UP));
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isFalse();
        assertThat(state.sliceSeen(Versions.at(two, 1, 11))).isEmpty();
    }

    @Test
    @DisplayName("R2: an older version of a slice that we updated leaves the view stale")
    void olderVersion() {
        state.sliceSeen(at(4, 10));
        state.wrote(ControllerName.SLICES, KEY, at(6, 12).meta());
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isTrue();
        assertThat(state.sliceSeen(at(5, 11))).isEmpty();
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isTrue();
        assertThat(state.sliceSeen(at(6, 12))).containsExactly(request(KEY, Cause.VIEW_CAUGHT_UP));
    }

    @Test
    @DisplayName("R2: a view that falls back behind our write is stale again")
    void viewFallsBack() {
        state.wrote(ControllerName.SLICES, KEY, at(6, 12).meta());
        state.sliceSeen(at(6, 12));
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isFalse();
        state.sliceSeen(at(5, 11));
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isTrue();
    }

    @Test
    @DisplayName("R2: without generations the resourceVersion decides, as a number")
    void withoutGenerations() {
        state.wrote(ControllerName.SLICES, KEY, at(0, 100).meta());
        state.sliceSeen(at(0, 99));
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isTrue();
        assertThat(state.sliceSeen(at(0, 100))).containsExactly(request(KEY, Cause.VIEW_CAUGHT_UP));
    }

    @Test
    @DisplayName("R2: a version above ours is somebody's edit: it ends the wait, and asks")
    void foreignEdit() {
        state.wrote(ControllerName.SLICES, KEY, at(1, 10).meta());
        assertThat(state.sliceSeen(at(2, 12))).containsExactly(request(KEY, Cause.FOREIGN_EDIT));
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isFalse();
        assertThat(state.sliceSeen(at(3, 13))).containsExactly(request(KEY, Cause.FOREIGN_EDIT));
        assertThat(state.sliceSeen(at(3, 14)))
                .as("metadata only: the generation stands still")
                .containsExactly(request(KEY, Cause.FOREIGN_EDIT));
    }

    @Test
    @DisplayName("R2: a waiting sync is asked for at once even if it is somebody's edit that ends the wait")
    void foreignEditEndsTheWait() {
        state.wrote(ControllerName.SLICES, KEY, at(1, 10).meta());
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isTrue();
        assertThat(state.sliceSeen(at(2, 12))).containsExactly(request(KEY, Cause.VIEW_CAUGHT_UP));
    }

    @Test
    @DisplayName("R2: after a delete the view is stale until the slice is gone; its going asks for nothing")
    void ownDelete() {
        state.sliceSeen(at(1, 10));
        state.deleted(ControllerName.SLICES, KEY, at(1, 10).meta());
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isTrue();
        assertThat(state.sliceGone("shop", "web-1")).containsExactly(request(KEY, Cause.VIEW_CAUGHT_UP));
        state.sliceSeen(at(1, 10));
        state.deleted(ControllerName.SLICES, KEY, at(1, 10).meta());
        assertThat(state.sliceGone("shop", "web-1")).as("no sync waits").isEmpty();
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isFalse();
    }

    @Test
    @DisplayName("R2: a slice that finalizers hold back is gone for us once it is shown as being deleted (E14)")
    void heldBackByFinalizers() {
        state.sliceSeen(at(1, 10));
        state.deleted(ControllerName.SLICES, KEY, at(1, 10).meta());
        assertThat(state.sliceSeen(Versions.deleting(at(2, 11)))).isEmpty();
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isFalse();
        assertThat(state.sliceGone("shop", "web-1")).isEmpty();
    }

    @Test
    @DisplayName("R2: a delete that is shown before its answer leaves nothing to wait for")
    void deleteShownBeforeItsAnswer() {
        state.sliceSeen(at(1, 10));
        state.sliceGone("shop", "web-1");
        state.deleted(ControllerName.SLICES, KEY, at(1, 10).meta());
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isFalse();
    }

    @Test
    @DisplayName("R2: a write that is shown before its answer leaves nothing to wait for")
    void writeShownBeforeItsAnswer() {
        state.sliceSeen(at(2, 11));
        state.wrote(ControllerName.SLICES, KEY, at(2, 11).meta());
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isFalse();
        assertThat(state.sliceSeen(at(3, 12))).containsExactly(request(KEY, Cause.FOREIGN_EDIT));
    }

    @Test
    @DisplayName("R2: deletion by somebody else asks for a sync")
    void foreignDelete() {
        state.sliceSeen(at(1, 10));
        assertThat(state.sliceGone("shop", "web-1")).containsExactly(request(KEY, Cause.FOREIGN_EDIT));
        assertThat(state.sliceGone("shop", "web-1")).as("gone already").isEmpty();
        assertThat(slices(KEY)).isEmpty();
    }

    @Test
    @DisplayName(
            "R2: an expected slice that somebody deletes before it is shown does not leave the view stale for ever")
    void expectedSliceDeletedByOthers() {
        state.wrote(ControllerName.SLICES, KEY, at(1, 10).meta());
        assertThat(state.sliceGone("shop", "web-1")).containsExactly(request(KEY, Cause.FOREIGN_EDIT));
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isFalse();
    }

    @Test
    @DisplayName("R2: nor does one that came and went between two lists, of which no event tells")
    void expectedSliceMissedByARelist() {
        state.wrote(ControllerName.SLICES, KEY, at(1, 10).meta());
        state.sliceSeen(Versions.at(slice(WEB, "web-0").build(), 1, 8));
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isTrue();
        assertThat(state.slicesListed("9")).as("a list older than the write").isEmpty();
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isTrue();
        assertThat(state.slicesListed("15")).containsExactly(request(KEY, Cause.VIEW_CAUGHT_UP));
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isFalse();
        state.wrote(
                ControllerName.SLICES,
                KEY,
                Versions.at(slice(WEB, "web-2").build(), 1, 16).meta());
        assertThat(state.slicesListed("17")).as("no sync waits").containsExactly(request(KEY, Cause.FOREIGN_EDIT));
    }

    @Test
    @DisplayName("R2: another object of the same name is somebody's, although its generation begins anew")
    void recreatedByOthers() {
        state.wrote(ControllerName.SLICES, KEY, at(7, 10).meta());
        state.sliceSeen(at(7, 10));
        Slice other = Versions.at(ONE, "uid-other", 1, "15");
        assertThat(state.sliceSeen(other)).containsExactly(request(KEY, Cause.FOREIGN_EDIT));
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isFalse();
        state.deleted(ControllerName.SLICES, KEY, other.meta());
        assertThat(state.sliceSeen(Versions.at(ONE, "uid-third", 1, "17")))
                .containsExactly(request(KEY, Cause.FOREIGN_EDIT));
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isFalse();
        assertThat(state.sliceGone("shop", "web-1"))
                .as("we deleted the second, not the third")
                .containsExactly(request(KEY, Cause.FOREIGN_EDIT));
    }

    @Test
    @DisplayName("R2: a slice relabelled to another Service touches both")
    void relabelled() {
        state.wrote(ControllerName.SLICES, KEY, at(1, 10).meta());
        state.sliceSeen(at(1, 10));
        Slice moved = Versions.labelled(at(2, 11), KubernetesNames.SERVICE_NAME_LABEL, "api");
        assertThat(state.sliceSeen(moved))
                .containsExactly(request(KEY, Cause.FOREIGN_EDIT), request(API.key(), Cause.FOREIGN_EDIT));
        assertThat(slices(KEY)).isEmpty();
        assertThat(slices(API.key())).containsExactly(moved);
    }

    @Test
    @DisplayName("R2: a slice relabelled before our write of it was shown ends the wait for it")
    void relabelledBeforeShown() {
        state.wrote(ControllerName.SLICES, KEY, at(1, 10).meta());
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isTrue();
        Slice moved = Versions.labelled(at(2, 11), KubernetesNames.SERVICE_NAME_LABEL, "api");
        assertThat(state.sliceSeen(moved))
                .containsExactly(request(KEY, Cause.VIEW_CAUGHT_UP), request(API.key(), Cause.FOREIGN_EDIT));
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isFalse();
    }

    @Test
    @DisplayName("E1: slices of a Service that is not there, or is skipped, are kept and ask for nothing")
    void slicesWithoutService() {
        ServiceFacts later = service("later").build();
        Slice slice = slice(later, "later-1").build();
        state.sliceSeen(slice);
        assertThat(state.sliceSeen(Versions.at(slice, 2, 20))).isEmpty();
        state.serviceSeen(later);
        assertThat(slices(later.key())).containsExactly(Versions.at(slice, 2, 20));
        state.serviceSeen(service("later").noSelector().build());
        assertThat(state.sliceGone("shop", "later-1")).isEmpty();
    }

    @Test
    void aSliceWithoutTheServiceLabelBelongsToNobody() {
        Slice stray = slice(WEB, "web-1")
                .withoutLabel(KubernetesNames.SERVICE_NAME_LABEL)
                .build();
        look(KEY);
        assertThat(state.sliceSeen(stray)).isEmpty();
        assertThat(slices(KEY)).isEmpty();
        assertThat(state.sliceSeen(at(2, 11))).as("labelled now").containsExactly(request(KEY, Cause.FOREIGN_EDIT));
    }

    private static Slice at(long generation, long resourceVersion) {
        return Versions.at(ONE, generation, resourceVersion);
    }

    private List<Slice> slices(ServiceKey key) {
        return state.snapshot(key).orElseThrow().slices();
    }

    private void look(ServiceKey key) {
        assertThat(slices(key)).isEmpty();
    }

    private static SyncRequest request(ServiceKey key, Cause cause) {
        return new SyncRequest(ControllerName.SLICES, key, cause);
    }
}
