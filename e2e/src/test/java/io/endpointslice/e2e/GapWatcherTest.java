package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The watcher itself: without this a blind one would let every end-to-end test pass. */
final class GapWatcherTest {
    private final GapWatcher gaps = new GapWatcher();

    @Test
    @DisplayName("an endpoint that vanishes is a gap, and is told once")
    void vanished() {
        see(slice("web", "a", "b"));
        see(slice("web", "b"));
        see(slice("web", "b"));

        assertThat(gaps.findings()).singleElement().asString().contains("pod=a").contains("is missing after event");
    }

    @Test
    @DisplayName("an endpoint that is in another slice by then has only moved")
    void moved() {
        see(slice("web", "a"), slice("web", "b"));
        see(slice("web", "a"), slice("web", "a", "b"));
        see(slice("web", "a", "b"));

        assertThat(gaps.findings()).isEmpty();
        assertThat(gaps.published()).isEqualTo(2);
    }

    @Test
    @DisplayName("the slices of another Service do not fill the gap")
    void otherService() {
        see(slice("web", "a"), slice("shop", "a"));
        see(slice("shop", "a"));

        assertThat(gaps.findings()).hasSize(1);
    }

    @Test
    @DisplayName("a Pod that was excused before may vanish, from that Service, until things have settled")
    void excused() {
        gaps.excuse("a", "web");
        see(slice("web", "a"), slice("shop", "a"));
        see(slice("shop", "a"));
        assertThat(gaps.findings()).isEmpty();

        see();
        assertThat(gaps.findings()).hasSize(1);

        see(slice("web", "a"));
        gaps.settle();
        see();
        assertThat(gaps.findings()).hasSize(2);
    }

    private void see(EndpointSlice... slices) {
        gaps.see(List.of(slices), "event");
    }

    private static EndpointSlice slice(String service, String... readyPods) {
        return new EndpointSliceBuilder()
                .withNewMetadata()
                .addToLabels("kubernetes.io/service-name", service)
                .endMetadata()
                .withAddressType("IPv4")
                .withEndpoints(Stream.of(readyPods)
                        .map(pod -> new EndpointBuilder()
                                .withNewConditions()
                                .withReady(true)
                                .endConditions()
                                .withNewTargetRef()
                                .withName(pod)
                                .endTargetRef()
                                .build())
                        .toList())
                .build();
    }
}
