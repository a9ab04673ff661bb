package io.endpointslice.e2e.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PodRowsTest {
    private final PodRows pods = new PodRows(() -> 0);

    @Test
    @DisplayName(
            "a Pod serves once all its containers are ready, until it begins to terminate; it is there until it is deleted")
    void life() {
        pods.accept(row("ADDED", "0/1", "Pending"));
        pods.accept(row("MODIFIED", "0/1", "Running"));
        assertThat(pods.existing()).containsExactly("web-5c8d");
        assertThat(pods.serving().now()).isEmpty();

        pods.accept(row("MODIFIED", "1/1", "Running"));
        assertThat(pods.serving().now()).containsExactly("web-5c8d");

        pods.accept(row("MODIFIED", "1/1", "Terminating"));
        assertThat(pods.serving().now()).isEmpty();
        assertThat(pods.existing()).containsExactly("web-5c8d");

        pods.accept(row("DELETED", "1/1", "Terminating"));
        assertThat(pods.existing()).isEmpty();
    }

    @Test
    @DisplayName("a Pod that is deleted at once serves no more")
    void deleted() {
        pods.accept(row("ADDED", "1/1", "Running"));
        pods.accept(row("DELETED", "1/1", "Running"));

        assertThat(pods.serving().now()).isEmpty();
    }

    @Test
    @DisplayName("what is no row of a Pod is not passed over")
    void notARow() {
        String error = "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410}}";

        assertThatThrownBy(() -> pods.accept(error)).hasMessage("Not a row of a Pod: " + error);
    }

    private static String row(String type, String ready, String status) {
        return "{\"type\":\"%s\",\"object\":{\"kind\":\"Table\",\"rows\":[{\"cells\":[\"web-5c8d\",\"%s\",\"%s\",\"0\",\"7s\",\"10.128.0.4\",\"node-3\"],\"object\":null}]}}"
                .formatted(type, ready, status);
    }
}
