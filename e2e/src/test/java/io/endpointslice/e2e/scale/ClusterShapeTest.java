package io.endpointslice.e2e.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClusterShapeTest {
    @Test
    @DisplayName("the largest cluster has the Pods, Nodes and Services that Kubernetes supports at most")
    void largest() {
        ClusterShape largest = new ClusterShape(150_000);

        assertThat(largest.services()).hasSize(10_000).startsWith(5000).endsWith(10);
        assertThat(largest.nodes()).isEqualTo(5000);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1000, 10_000, 20_000, 100_000, 150_000})
    @DisplayName("each Pod is behind one Service")
    void addsUp(int pods) {
        assertThat(new ClusterShape(pods)
                        .services().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(pods);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 150, 150_100})
    @DisplayName("there is no cluster of other sizes")
    void refused(int pods) {
        assertThatThrownBy(() -> new ClusterShape(pods)).hasMessageContaining("of " + pods + " Pods");
    }
}
