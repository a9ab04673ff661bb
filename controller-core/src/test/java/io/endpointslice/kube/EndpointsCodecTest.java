package io.endpointslice.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.TargetRef;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EndpointsCodecTest {
    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();
    private static final String EVERYTHING = """
            {"apiVersion": "v1", "kind": "Endpoints",
             "metadata": {"namespace": "shop", "name": "web", "uid": "u", "resourceVersion": "7",
                          "labels": {"app": "web"}, "annotations": {"team": "a"}},
             "subsets": [
               {"addresses": [
                  {"ip": "10.0.0.1", "hostname": "h", "nodeName": "n1",
                   "targetRef": {"kind": "Pod", "namespace": "shop", "name": "p", "uid": "up"}},
                  {"ip": "10.0.0.2", "nodeName": ""}],
                "ports": [{"name": "http", "port": 80, "protocol": "TCP", "appProtocol": "h2c"}]},
               {"notReadyAddresses": [{"ip": "10.0.0.3"}], "ports": [{"port": 53, "protocol": "UDP"}]}]}
            """;

    @DisplayName("everything that a rule looks at is read; the empty nodeName is not the unset one (Q11)")
    @Test
    void reads() {
        LegacyEndpoints endpoints = EndpointsCodec.fromApi(api(EVERYTHING));

        assertThat(endpoints.meta().labels()).isEqualTo(ImmutableMap.of("app", "web"));
        assertThat(endpoints.meta().annotations()).isEqualTo(ImmutableMap.of("team", "a"));
        assertThat(endpoints.subsets())
                .containsExactly(
                        new EndpointSubset(
                                ImmutableList.of(
                                        new EndpointAddress(
                                                "10.0.0.1",
                                                "h",
                                                Optional.of("n1"),
                                                Optional.of(TargetRef.pod("shop", "p", "up"))),
                                        new EndpointAddress("10.0.0.2", "", Optional.of(""), Optional.empty())),
                                ImmutableList.of(),
                                ImmutableList.of(port("http", "TCP", 80, Optional.of("h2c")))),
                        new EndpointSubset(
                                ImmutableList.of(),
                                ImmutableList.of(
                                        new EndpointAddress("10.0.0.3", "", Optional.empty(), Optional.empty())),
                                ImmutableList.of(port("", "UDP", 53, Optional.empty()))));
    }

    @DisplayName("the Node's name, which many addresses have in common, is kept once")
    @Test
    void shared() {
        assertThat(firstNode(EndpointsCodec.fromApi(api(EVERYTHING))))
                .isSameAs(firstNode(EndpointsCodec.fromApi(api(EVERYTHING))));
    }

    private static String firstNode(LegacyEndpoints endpoints) {
        return endpoints.subsets().get(0).addresses().get(0).nodeName().orElseThrow();
    }

    @DisplayName("what is read is written back the same, in the order in which it came, but for empty nodeNames (Q11)")
    @Test
    void roundTrip() {
        LegacyEndpoints endpoints = EndpointsCodec.fromApi(api(EVERYTHING));

        String written = EndpointsCodec.toJson(endpoints);

        assertThat(EndpointsCodec.fromApi(api(written)))
                .isEqualTo(EndpointsCodec.fromApi(api(EVERYTHING.replace(", \"nodeName\": \"\"", ""))));
        assertThat(written).doesNotContain("\"nodeName\":\"\"", "\"name\":\"\"");
    }

    @DisplayName("lists and maps that are null are empty; a port without a protocol is TCP")
    @Test
    void nulls() {
        LegacyEndpoints none = EndpointsCodec.fromApi(api(
                "{\"metadata\": {\"namespace\": \"shop\", \"name\": \"web\", \"labels\": null}, \"subsets\": null}"));
        LegacyEndpoints empty =
                EndpointsCodec.fromApi(api("{\"metadata\": {\"namespace\": \"shop\", \"name\": \"web\"},"
                        + " \"subsets\": [{\"addresses\": null, \"notReadyAddresses\": null, \"ports\": null},"
                        + " {\"ports\": [{\"port\": 80}]}]}"));

        assertThat(none.subsets()).isEmpty();
        assertThat(empty.subsets())
                .extracting(EndpointSubset::ports)
                .containsExactly(ImmutableList.of(), ImmutableList.of(port("", "TCP", 80, Optional.empty())));
        assertThat(empty.subsets())
                .allSatisfy(subset -> assertThat(subset.addresses()).isEmpty());
    }

    private static Endpoints api(String json) {
        return KUBERNETES.unmarshal(json, Endpoints.class);
    }

    private static EndpointPort port(String name, String protocol, int number, Optional<String> appProtocol) {
        return new EndpointPort(Optional.of(name), Optional.of(protocol), OptionalInt.of(number), appProtocol);
    }
}
