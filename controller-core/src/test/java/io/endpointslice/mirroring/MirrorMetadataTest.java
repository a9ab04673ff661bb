package io.endpointslice.mirroring;

import static io.endpointslice.fixtures.Facts.address;
import static io.endpointslice.fixtures.Facts.endpoints;
import static io.endpointslice.fixtures.Facts.tcp;
import static io.endpointslice.model.KubernetesNames.LAST_APPLIED_ANNOTATION;
import static io.endpointslice.model.KubernetesNames.MANAGED_BY_LABEL;
import static io.endpointslice.model.KubernetesNames.MIRRORING_CONTROLLER;
import static io.endpointslice.model.KubernetesNames.SERVICE_NAME_LABEL;
import static io.endpointslice.model.KubernetesNames.TRIGGER_TIME_ANNOTATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.fixtures.EndpointsFixture;
import io.endpointslice.model.Hints;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.OwnerReference;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.Reason;
import io.endpointslice.plan.SliceWrite;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The labels, annotations and owners of mirrored slices: M3. */
class MirrorMetadataTest {
    private static EndpointsFixture one() {
        return endpoints("web").ready(List.of(address("10.0.0.1")), tcp("http", 8080));
    }

    @DisplayName("M3: the labels of the Endpoints and who mirrors it; its annotations but two; it owns the slice")
    @Test
    void created() {
        Mirror mirror = Mirror.of(one().label("tier", "back")
                .label(MANAGED_BY_LABEL, "me")
                .annotation("team", "a")
                .annotation(TRIGGER_TIME_ANNOTATION, "2026-03-01T10:00:00Z")
                .annotation(LAST_APPLIED_ANNOTATION, "{}"));

        assertThat(mirror.slices()).singleElement().satisfies(slice -> {
            assertThat(slice.meta().generateName()).isEqualTo("web-");
            assertThat(slice.meta().labels())
                    .isEqualTo(ImmutableMap.of(
                            "tier", "back", SERVICE_NAME_LABEL, "web", MANAGED_BY_LABEL, MIRRORING_CONTROLLER));
            assertThat(slice.meta().annotations()).isEqualTo(ImmutableMap.of("team", "a"));
            assertThat(slice.meta().owners())
                    .containsExactly(new OwnerReference("v1", "Endpoints", "web", "uid-web", true, true));
        });
    }

    @DisplayName("M3: labels and annotations follow; the trigger time of the Endpoints alone causes no write")
    @Test
    void follow() {
        Mirror mirror = Mirror.of(one().annotation(TRIGGER_TIME_ANNOTATION, "2026-03-01T10:00:00Z"));

        assertThat(mirror.sync(one().annotation(TRIGGER_TIME_ANNOTATION, "2026-03-01T11:00:00Z"))
                        .writes())
                .isEmpty();
        assertThat(mirror.sync(one().label("tier", "back").annotation("team", "a"))
                        .writes())
                .singleElement()
                .satisfies(write -> {
                    assertThat(write.reasons()).containsExactly(Reason.MIRROR_METADATA);
                    assertThat(write.meta().labels()).containsEntry("tier", "back");
                    assertThat(write.meta().annotations()).isEqualTo(ImmutableMap.of("team", "a"));
                });
    }

    @DisplayName("M3: the slice of an older Endpoints of this name, or of nobody, is taken over in place")
    @Test
    void otherOwner() {
        LegacyEndpoints endpoints = one().build();
        Mirror mirror = Mirror.of(one().uid("uid-older"));
        mirror.setEndpoints(Optional.of(endpoints));
        assertTakenOver(mirror);

        Slice slice = mirror.slices().get(0);
        Metadata meta = slice.meta();
        mirror.replace(List.of(Mirror.with(
                slice,
                new Metadata(
                        meta.namespace(),
                        meta.name(),
                        "",
                        meta.uid(),
                        "2",
                        2,
                        meta.labels(),
                        meta.annotations(),
                        ImmutableList.of(),
                        ImmutableList.of(),
                        false))));
        assertTakenOver(mirror);
    }

    @DisplayName("M3: owners of another kind or name beside the Endpoints are nobody's business")
    @Test
    void furtherOwners() {
        Mirror mirror = Mirror.of(one());
        Slice slice = mirror.slices().get(0);
        Metadata meta = slice.meta();
        ImmutableList<OwnerReference> owners = ImmutableList.of(
                meta.owners().get(0),
                new OwnerReference("v1", "Endpoints", "other", "uid-other", false, false),
                new OwnerReference("v1", "Service", "web", "uid-service", false, false));
        mirror.replace(List.of(Mirror.with(
                slice,
                new Metadata(
                        meta.namespace(),
                        meta.name(),
                        "",
                        meta.uid(),
                        "2",
                        2,
                        meta.labels(),
                        meta.annotations(),
                        owners,
                        ImmutableList.of(),
                        false))));

        assertThat(mirror.plan().writes()).isEmpty();
    }

    @DisplayName("M3: a reference of the right kind and uid, and no other, makes it the Endpoints' own")
    @Test
    void ownerOfAnotherKind() {
        Mirror mirror = Mirror.of(one());
        Slice slice = mirror.slices().get(0);
        OwnerReference service = new OwnerReference("v1", "Service", "web", "uid-web", true, true);
        mirror.replace(List.of(Mirror.with(slice, slice.meta().ownedBy(service))));

        assertTakenOver(mirror);
    }

    @DisplayName("M3: hints that a stranger put into a mirrored slice are removed")
    @Test
    void strangersHints() {
        Mirror mirror = Mirror.of(one());
        Slice slice = mirror.slices().get(0);
        Hints hints = new Hints(ImmutableList.of("zone-a"), ImmutableList.of());
        mirror.replace(List.of(new Slice(
                slice.meta(),
                slice.addressType(),
                slice.ports(),
                ImmutableList.of(slice.endpoints().get(0).withHints(hints)))));

        assertThat(mirror.sync().writes())
                .extracting(SliceWrite::reasons)
                .containsExactly(ImmutableSortedSet.of(Reason.MIRROR_ENDPOINTS));
        assertThat(mirror.slices())
                .containsExactly(new Slice(
                        mirror.slices().get(0).meta(), slice.addressType(), slice.ports(), slice.endpoints()));
    }

    private void assertTakenOver(Mirror mirror) {
        assertThat(mirror.sync().writes()).singleElement().satisfies(write -> {
            assertThat(write.verb()).isEqualTo("update");
            assertThat(write.reasons()).containsExactly(Reason.MIRROR_OWNER);
            assertThat(write.meta().owners()).extracting(OwnerReference::uid).containsExactly("uid-web");
        });
    }
}
