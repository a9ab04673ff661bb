package io.endpointslice.e2e.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ServingPodsTest {
    private final AtomicLong clock = new AtomicLong();
    private final ServingPods pods = new ServingPods(clock::get);
    private final ServingPods published = new ServingPods(clock::get);

    @Test
    @DisplayName("delays are from the first beginning to the first, and from the last end to the last")
    void delays() {
        at(10, pods, "web-1", true);
        at(15, published, "web-1", true);
        at(20, published, "web-1", false);
        at(30, published, "web-1", true);
        at(40, pods, "web-1", false);
        at(47, published, "web-1", false);

        assertThat(published.beganAfter(pods, Set.of("web-1"))).containsExactly(5L);
        assertThat(published.ceasedAfter(pods, Set.of("web-1"))).containsExactly(7L);
    }

    @Test
    @DisplayName("what says the same again changes nothing")
    void repeated() {
        at(10, pods, "web-1", true);
        at(15, published, "web-1", true);
        at(20, published, "web-1", true);
        at(30, pods, "web-1", false);
        at(31, published, "web-1", false);
        at(40, published, "web-1", false);

        assertThat(published.beganAfter(pods, Set.of("web-1"))).containsExactly(5L);
        assertThat(published.ceasedAfter(pods, Set.of("web-1"))).containsExactly(1L);
    }

    @Test
    @DisplayName("only Pods that are asked for count, and only those that both have seen")
    void others() {
        at(10, pods, "web-1", true);
        at(10, pods, "web-2", true);
        at(12, published, "web-2", true);

        assertThat(published.beganAfter(pods, Set.of("web-1"))).isEmpty();
        assertThat(published.ceasedAfter(pods, Set.of("web-2"))).isEmpty();
        assertThat(pods.now()).containsExactlyInAnyOrder("web-1", "web-2");
    }

    private void at(long nanos, ServingPods where, String pod, boolean serves) {
        clock.set(nanos);
        where.set(pod, serves);
    }
}
