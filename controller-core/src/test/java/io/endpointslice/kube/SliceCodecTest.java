package io.endpointslice.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Slice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SliceCodecTest {
    @DisplayName("E13: a placeholder as an API server writes it, with null for no ports and no endpoints")
    @Test
    void placeholder() {
        String json = """
                {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
                 "metadata": {"namespace": "shop", "name": "web-x"},
                 "addressType": "IPv4", "ports": null, "endpoints": null}
                """;

        Slice slice = SliceCodec.fromApi(new KubernetesSerialization().unmarshal(json, EndpointSlice.class));

        assertThat(slice.addressType()).isEqualTo(AddressType.IPV4);
        assertThat(slice.ports().ports()).isEmpty();
        assertThat(slice.endpoints()).isEqualTo(ImmutableList.of());
    }
}
