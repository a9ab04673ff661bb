package io.endpointslice.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.PortList;
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

    @DisplayName("a slice is written with every field that is set, and is read back the same")
    @Test
    void roundTrip() {
        String json = """
                {"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice",\
                "metadata":{"annotations":{"team":"a"},"finalizers":["f"],"generateName":"web-","labels":{"app":"web"},\
                "name":"web-x","namespace":"shop","ownerReferences":[{"apiVersion":"v1","kind":"Service",\
                "blockOwnerDeletion":true,"controller":true,"name":"web","uid":"us"}],"resourceVersion":"7","uid":"u"},\
                "addressType":"IPv4","endpoints":[\
                {"addresses":["10.0.0.1"],"conditions":{"ready":true,"serving":true,"terminating":false},\
                "hostname":"h","targetRef":{"kind":"Pod","namespace":"shop","name":"web-1","uid":"up"},\
                "nodeName":"n1","zone":"a","hints":{"forZones":[{"name":"a"}],"forNodes":[{"name":"n1"}]}},\
                {"addresses":["10.0.0.2"],"conditions":{}}],\
                "ports":[{},{"name":"","protocol":"TCP","port":80,"appProtocol":"h2c"}]}""";
        Slice slice = SliceCodec.fromApi(new KubernetesSerialization().unmarshal(json, EndpointSlice.class));

        assertThat(SliceCodec.toJson(slice)).isEqualTo(json);
    }

    @DisplayName(
            "what the endpoints of many slices have in common is kept once: Node, zone, kind and namespace of the Pod")
    @Test
    void shared() {
        Endpoint one = anEndpoint();
        Endpoint other = anEndpoint();

        assertThat(one.nodeName()).isSameAs(other.nodeName());
        assertThat(one.zone()).isSameAs(other.zone());
        assertThat(one.targetRef().orElseThrow().kind())
                .isSameAs(other.targetRef().orElseThrow().kind());
        assertThat(one.targetRef().orElseThrow().namespace())
                .isSameAs(other.targetRef().orElseThrow().namespace());
    }

    private static Endpoint anEndpoint() {
        String json = """
                {"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","metadata":{},"addressType":"IPv4","endpoints":[\
                {"addresses":["10.0.0.1"],"conditions":{},"nodeName":"n1",\
                "targetRef":{"kind":"Pod","name":"web-1","namespace":"shop"},"zone":"a"}]}""";
        return SliceCodec.fromApi(new KubernetesSerialization().unmarshal(json, EndpointSlice.class))
                .endpoints()
                .get(0);
    }

    @DisplayName("what is unset or empty is not written; text is escaped")
    @Test
    void leavesOut() {
        Slice slice = new Slice(
                Metadata.toCreate("shop", "", "web-", ImmutableMap.of("a", "\"\\\n\u00e9"), ImmutableMap.of()),
                AddressType.IPV6,
                new PortList(ImmutableList.of()),
                ImmutableList.of());

        assertThat(SliceCodec.toJson(slice))
                .isEqualTo("{\"apiVersion\":\"discovery.k8s.io/v1\",\"kind\":\"EndpointSlice\",\"metadata\":{"
                        + "\"generateName\":\"web-\",\"labels\":{\"a\":\"\\\"\\\\\\n\u00e9\"},\"namespace\":\"shop\"},"
                        + "\"addressType\":\"IPv6\"}");
    }
}
