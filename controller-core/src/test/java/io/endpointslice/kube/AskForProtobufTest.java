package io.endpointslice.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskForProtobufTest {
    private static final String SERVER = "https://api:6443";
    private static final Interceptor.RequestTags NO_TAGS = new Interceptor.RequestTags() {
        @Override
        public <T> T getTag(Class<T> type) {
            throw new AssertionError("no tag is looked at");
        }
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/pods",
                "/api/v1/pods?limit=500&watch=true",
                "/api/v1/namespaces/shop/pods",
                "/api/v1/nodes",
                "/api/v1/services",
                "/api/v1/namespaces/shop/services",
                "/api/v1/endpoints",
                "/api/v1/namespaces/shop/endpoints?watch=true",
                "/apis/discovery.k8s.io/v1/endpointslices?labelSelector=a%2Fb%3Dc",
                "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices",
                "/k8s/clusters/c-1/api/v1/pods",
                "/k8s/clusters/c-1/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices"
            })
    @DisplayName("lists and watches of what is read, also behind a proxy's path")
    void collections(String path) {
        assertThat(accept(get(path))).containsExactly("application/vnd.kubernetes.protobuf, application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/namespaces/shop/pods/web-1",
                "/api/v1/nodes/n1",
                "/api/v1/namespaces/shop",
                "/api/v1/namespaces/pods",
                "/api/v1/namespaces/shop/secrets",
                "/api/v1/namespaces/shop/services/web/pods",
                "/api/v1/events?fieldSelector=/api/v1/pods",
                "/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices/web-1",
                "/apis/discovery.k8s.io/v1beta1/endpointslices",
                "/apis/metrics.k8s.io/v1beta1/pods",
                "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/x",
                "/version"
            })
    @DisplayName("nothing else")
    void others(String path) {
        assertThat(accept(get(path))).isEmpty();
    }

    @Test
    @DisplayName("not in writes, not where something is asked for already, not in a stream of lines")
    void otherRequests() {
        assertThat(accept(get("/api/v1/pods").post("application/json", "{}"))).isEmpty();
        assertThat(accept(get("/api/v1/pods").method("DELETE", "application/json", "{}")))
                .isEmpty();
        assertThat(accept(get("/api/v1/pods").header("Accept", "application/json")))
                .containsExactly("application/json");
        assertThat(accept(get("/api/v1/pods?watch=true").forStreaming())).isEmpty();
    }

    private static HttpRequest.Builder get(String path) {
        return new StandardHttpRequest.Builder().uri(SERVER + path);
    }

    /** What is asked for in the end. */
    private static List<String> accept(HttpRequest.Builder builder) {
        new AskForProtobuf().before(builder, builder.build(), NO_TAGS);
        return builder.build().headers("Accept");
    }
}
