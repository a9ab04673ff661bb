package io.endpointslice.e2e.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class WriteRequestsTest {
    private static final String METRICS = """
            # TYPE apiserver_request_total counter
            apiserver_request_total{code="200",group="discovery.k8s.io",resource="endpointslices",verb="LIST"} 7
            apiserver_request_total{code="200",group="discovery.k8s.io",resource="endpointslices",verb="PUT"} 30
            apiserver_request_total{code="201",group="discovery.k8s.io",resource="endpointslices",verb="POST"} 10
            apiserver_request_total{code="409",group="discovery.k8s.io",resource="endpointslices",verb="PUT"} 2
            apiserver_request_total{code="200",group="",resource="endpoints",verb="PUT"} 5
            apiserver_request_body_size_bytes_bucket{group="discovery.k8s.io",resource="endpointslices",verb="update",le="50000"} 42
            apiserver_request_body_size_bytes_sum{group="discovery.k8s.io",resource="endpointslices",verb="update"} 1.2e+06
            apiserver_request_body_size_bytes_sum{group="discovery.k8s.io",resource="endpointslices",verb="create"} 300000
            """;

    @Test
    @DisplayName("requests to change objects are counted by their answer, those to read them are not")
    void counts() {
        assertThat(WriteRequests.read(METRICS, "endpointslices")).isEqualTo(new WriteRequests(40, 2, 1_500_000));
        assertThat(WriteRequests.read(METRICS, "endpoints")).isEqualTo(new WriteRequests(5, 0, 0));
    }

    @Test
    @DisplayName("the difference of two readings is what happened between them")
    void differences() {
        assertThat(new WriteRequests(40, 2, 1_500_000).minus(new WriteRequests(10, 2, 500_000)))
                .isEqualTo(new WriteRequests(30, 0, 1_000_000));
    }
}
