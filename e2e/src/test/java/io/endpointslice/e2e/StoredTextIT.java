package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.kube.EndpointsCodec;
import io.endpointslice.kube.SliceCodec;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Slice;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * That an API server shows what the controller has written in the very text in which it was sent. If it does not, all is right
 * as well, but every write is parsed once more when it comes back.
 */
@ExtendWith(SharedApiServer.class)
final class StoredTextIT {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private ApiServer server;
    private Scenario scenario;

    @BeforeEach
    void open(ApiServer shared) {
        server = shared;
        scenario = new Scenario(server);
        scenario.running(100).cluster().createService("web");
        scenario.cluster().createReadyPods("web", 0, 30);
        scenario.awaitRight("web");
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    @DisplayName("the content of a slice is stored as it was sent, to the last character")
    void slice() {
        String path =
                "/apis/discovery.k8s.io/v1/namespaces/" + scenario.cluster().namespace() + "/endpointslices/"
                        + scenario.slices().of("web").get(0).getMetadata().getName();
        String stored = server.client().raw(path);
        Slice slice = SliceCodec.fromApi(JSON.unmarshal(stored, EndpointSlice.class));

        assertThat(slice.endpoints()).hasSize(30);
        assertThat(stored.strip()).endsWith(behindMetadata(SliceCodec.toJson(slice), ",\"addressType\":"));
    }

    @Test
    @DisplayName("the content of an Endpoints object is stored as it was sent, to the last character")
    void endpoints() {
        scenario.endpoints().awaitRight("web");
        String stored =
                server.client().raw("/api/v1/namespaces/" + scenario.cluster().namespace() + "/endpoints/web");
        LegacyEndpoints endpoints = EndpointsCodec.fromApi(JSON.unmarshal(stored, Endpoints.class));

        assertThat(endpoints.subsets()).isNotEmpty();
        assertThat(stored.strip()).endsWith(behindMetadata(EndpointsCodec.toJson(endpoints), ",\"subsets\":"));
    }

    private static String behindMetadata(String json, String first) {
        return json.substring(json.indexOf(first));
    }
}
