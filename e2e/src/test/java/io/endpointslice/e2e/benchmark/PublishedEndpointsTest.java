package io.endpointslice.e2e.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PublishedEndpointsTest {
    private final PublishedEndpoints published = new PublishedEndpoints();

    @Test
    @DisplayName("the last event of each slice counts; an endpoint that is not ready and a slice that is gone do not")
    void ready() {
        published.accept(event("ADDED", "web-a", true, true));
        published.accept(event("ADDED", "web-b", true, false));
        assertThat(published.ready()).isEqualTo(3);

        published.accept(event("MODIFIED", "web-a", true, false));
        assertThat(published.ready()).isEqualTo(2);

        published.accept(event("DELETED", "web-b", true, false));
        assertThat(published.ready()).isEqualTo(1);
    }

    private static String event(String type, String slice, boolean first, boolean second) {
        return "{\"type\":\"%s\",\"object\":{\"kind\":\"EndpointSlice\",\"metadata\":{\"name\":\"%s\"},\"endpoints\":[{%s,\"serving\":true}},{%s}}]}}"
                .formatted(
                        type,
                        slice,
                        new LoadPod("web", "web-1", "10.0.0.1").asEndpoint(first),
                        new LoadPod("web", "web-2", "10.0.0.2").asEndpoint(second));
    }
}
