package io.endpointslice.e2e.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SliceMembersTest {
    private final SliceMembers slices = new SliceMembers(() -> 0);

    @Test
    @DisplayName("a Pod serves as long as it is a ready endpoint of any slice")
    void anySlice() {
        slices.accept(event("ADDED", "web-a", ready("web-1"), notReady("web-2")));
        assertThat(slices.serving().now()).containsExactly("web-1");

        slices.accept(event("ADDED", "web-b", ready("web-1"), ready("web-2")));
        slices.accept(event("MODIFIED", "web-a", ready("web-3")));
        assertThat(slices.serving().now()).containsExactlyInAnyOrder("web-1", "web-2", "web-3");

        slices.accept(event("MODIFIED", "web-b", ready("web-1"), notReady("web-2")));
        assertThat(slices.serving().now()).containsExactlyInAnyOrder("web-1", "web-3");
    }

    @Test
    @DisplayName("a slice that is deleted counts no more")
    void deleted() {
        slices.accept(event("ADDED", "web-a", ready("web-1")));
        slices.accept(event("ADDED", "web-b", ready("web-2")));
        slices.accept(event("DELETED", "web-a", ready("web-1")));

        assertThat(slices.slices()).isEqualTo(1);
        assertThat(slices.serving().now()).containsExactly("web-2");
    }

    @Test
    @DisplayName("what is no event of a slice is not passed over")
    void notASlice() {
        String error = "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410}}";

        assertThatThrownBy(() -> slices.accept(error)).hasMessage("Not an event of a slice: " + error);
    }

    private static String event(String type, String slice, String... endpoints) {
        return "{\"type\":\"%s\",\"object\":{\"kind\":\"EndpointSlice\",\"metadata\":{\"name\":\"%s\"},\"endpoints\":[%s]}}"
                .formatted(type, slice, String.join(",", endpoints));
    }

    private static String ready(String pod) {
        return endpoint(pod, true);
    }

    private static String notReady(String pod) {
        return endpoint(pod, false);
    }

    /** As the API server writes it. */
    private static String endpoint(String pod, boolean ready) {
        return "{\"addresses\":[\"10.0.0.1\"],\"conditions\":{\"ready\":%1$s,\"serving\":%1$s,\"terminating\":false},\"targetRef\":{\"kind\":\"Pod\",\"namespace\":\"shop\",\"name\":\"%2$s\",\"uid\":\"9f6a\"},\"nodeName\":\"node-1\",\"zone\":\"zone-a\"}"
                .formatted(ready, pod);
    }
}
