package io.endpointslice.e2e.scale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class TargetTest {
    @Test
    @DisplayName("a path names a resource, and perhaps a namespace and an object")
    void paths() {
        assertThat(Target.of("/api/v1/pods")).isEqualTo(new Target("", "pods", ""));
        assertThat(Target.of("/api/v1/namespaces/shop/endpoints/web"))
                .isEqualTo(new Target("shop", "endpoints", "web"));
        assertThat(Target.of("/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices"))
                .isEqualTo(new Target("shop", "endpointslices", ""));
    }
}
