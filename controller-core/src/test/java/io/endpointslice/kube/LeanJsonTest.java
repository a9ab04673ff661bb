package io.endpointslice.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.endpointslice.fixtures.ApiObjects;
import io.endpointslice.fixtures.BulkyPod;
import io.endpointslice.model.PodFacts;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeanJsonTest {
    private static final KubernetesSerialization WHOLE = new KubernetesSerialization();
    private static final KubernetesSerialization LEAN = LeanJson.create();
    private static final String NODE = """
            {"apiVersion": "v1", "kind": "Node",
             "metadata": {"name": "n1", "uid": "un", "resourceVersion": "9", "annotations": {"a": "b"},
                          "labels": {"topology.kubernetes.io/zone": "a", "node-role.kubernetes.io/control-plane": ""},
                          "managedFields": [{"manager": "kubelet", "fieldsV1": {"f:status": {}}}]},
             "spec": {"podCIDR": "10.0.0.0/24", "taints": [{"key": "k", "effect": "NoSchedule"}]},
             "status": {"capacity": {"cpu": "4"}, "allocatable": {"cpu": "3920m", "memory": "8Gi"},
                        "conditions": [{"type": "MemoryPressure", "status": "False"},
                                       {"type": "Ready", "status": "True", "reason": "KubeletReady"}],
                        "images": [{"names": ["registry.example/app:1"], "sizeBytes": 1}]}}
            """;

    @Test
    @DisplayName("the facts of a Pod are the same, and nothing else is made objects of")
    void pod() {
        String json = BulkyPod.json(7);

        Pod lean = LEAN.unmarshal(json, Pod.class);

        PodFacts facts = FactsReader.pod(lean);
        assertThat(facts).isEqualTo(FactsReader.pod(WHOLE.unmarshal(json, Pod.class)));
        assertThat(facts.ports()).hasSize(2);
        assertThat(facts.hostname()).isNotEmpty();
        assertThat(facts.subdomain()).isNotEmpty();
        assertThat(facts.readyTransition()).isPresent();
        assertThat(lean.getMetadata().getManagedFields()).isEmpty();
        assertThat(lean.getMetadata().getResourceVersion()).isNotEmpty();
        assertThat(lean.getSpec().getVolumes()).isEmpty();
        assertThat(lean.getSpec().getContainers().get(0).getEnv()).isEmpty();
        assertThat(lean.getStatus().getContainerStatuses()).isEmpty();
        assertThat(lean.getSpec().getAdditionalProperties()).isEmpty();
    }

    @Test
    @DisplayName("a Pod that is terminating, or has but one address, is read as such")
    void podInOtherStates() {
        String terminating = BulkyPod.json(7)
                .replace(
                        "\"creationTimestamp\"", "\"deletionTimestamp\":\"2026-11-01T00:00:00Z\",\"creationTimestamp\"")
                .replaceAll("\"podIPs\":\\[[^]]*],", "");

        PodFacts facts = FactsReader.pod(LEAN.unmarshal(terminating, Pod.class));

        assertThat(facts).isEqualTo(FactsReader.pod(WHOLE.unmarshal(terminating, Pod.class)));
        assertThat(facts.terminating()).isTrue();
        assertThat(facts.ips()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metadata\":{\"namespace\":\"shop\",\"name\":\"p\"}}",
                "{\"metadata\":{\"namespace\":\"shop\",\"name\":\"p\",\"labels\":null,\"deletionTimestamp\":null},"
                        + "\"spec\":null,\"status\":null}",
                "{\"metadata\":{\"namespace\":\"shop\",\"name\":\"p\",\"labels\":{\"a\":\"\"}},\"spec\":{"
                        + "\"initContainers\":[{\"restartPolicy\":\"Always\",\"ports\":[{\"name\":\"x\",\"containerPort\":1}]},"
                        + "{\"ports\":[{\"name\":\"y\",\"containerPort\":2}]}],\"containers\":null},"
                        + "\"status\":{\"phase\":\"Failed\",\"podIP\":\"10.0.0.1\",\"podIPs\":null,\"conditions\":null}}",
                "{\"metadata\":{\"namespace\":\"shop\",\"name\":\"p\"},\"spec\":{\"containers\":[{\"ports\":null},{}]},"
                        + "\"status\":{\"podIPs\":[{\"ip\":\"10.0.0.1\",\"x\":{}},{\"ip\":\"fd00::1\"}],"
                        + "\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\",\"reason\":null}]}}"
            })
    @DisplayName("what is unset or empty in a Pod is read as the client reads it, and what is null as if it were unset")
    void sparsePod(String json) {
        String withoutNulls = json.replaceAll(",?\"\\w+\":null", "");

        assertThat(FactsReader.pod(LEAN.unmarshal(json, Pod.class)))
                .isEqualTo(FactsReader.pod(WHOLE.unmarshal(withoutNulls, Pod.class)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metadata\":[]}",
                "{\"metadata\":{\"labels\":\"x\"}}",
                "{\"spec\":{\"containers\":{}}}",
                "{\"status\":{\"conditions\":[1]}}",
                "{\"spec\":{\"containers\":[{\"ports\":[{\"containerPort\":{}}]}]}}"
            })
    @DisplayName("a Pod that is none is refused, and not read in part")
    void noPod(String json) {
        assertThatThrownBy(() -> LEAN.unmarshal(json, Pod.class)).isInstanceOf(RuntimeException.class);
    }

    @Test
    @DisplayName("the facts of a Node are the same, and nothing else is made objects of")
    void node() {
        Node lean = LEAN.unmarshal(NODE, Node.class);

        assertThat(FactsReader.node(lean)).isEqualTo(FactsReader.node(WHOLE.unmarshal(NODE, Node.class)));
        assertThat(FactsReader.node(lean).milliCpu()).isEqualTo(3920);
        assertThat(lean.getSpec()).isNull();
        assertThat(lean.getStatus().getImages()).isEmpty();
    }

    @Test
    @DisplayName("lists are read alike, with the resourceVersion and the token of the next page")
    void list() {
        PodList lean = LEAN.unmarshal(
                "{\"apiVersion\":\"v1\",\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"5\",\"continue\":\"c\"},"
                        + "\"items\":[" + BulkyPod.json(1) + "," + BulkyPod.json(2) + "]}",
                PodList.class);

        assertThat(lean.getMetadata().getResourceVersion()).isEqualTo("5");
        assertThat(lean.getMetadata().getContinue()).isEqualTo("c");
        assertThat(lean.getItems())
                .hasSize(2)
                .allSatisfy(pod -> assertThat(pod.getSpec().getVolumes()).isEmpty());
    }

    @Test
    @DisplayName(
            "Services, slices, Endpoints and what is not watched are whole, but for the managedFields of what is watched")
    void others() {
        for (HasMetadata object : List.of(
                ApiObjects.service("web"),
                ApiObjects.slice("web", "web-1", "IPv4"),
                ApiObjects.endpoints("web", "10.0.0.1"))) {
            String bare = WHOLE.asJson(object);
            String json = bare.replace("\"metadata\":{", "\"metadata\":{\"managedFields\":[{\"manager\":\"m\"}],");
            assertThat(LEAN.unmarshal(json, object.getClass())).isEqualTo(WHOLE.unmarshal(bare, object.getClass()));
        }
        ConfigMap map = WHOLE.unmarshal(
                "{\"metadata\":{\"name\":\"m\",\"managedFields\":[{\"manager\":\"m\"}]},\"data\":{\"a\":\"b\"}}",
                ConfigMap.class);
        assertThat(LEAN.unmarshal(WHOLE.asJson(map), ConfigMap.class)).isEqualTo(map);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"MODIFIED\",\"object\":%s}",
                "{\"object\":%s,\"type\":\"MODIFIED\"}",
                "{\"type\":\"MODIFIED\",\"later\":{\"a\":[1]},\"object\":%s}"
            })
    @DisplayName("an event of a watch has the object that a list would have, in whatever order it comes")
    void event(String event) {
        for (String json : List.of(
                BulkyPod.json(3),
                NODE,
                WHOLE.asJson(ApiObjects.service("web")),
                WHOLE.asJson(ApiObjects.endpoints("web", "10.0.0.1")),
                WHOLE.asJson(ApiObjects.slice("web", "web-1", "IPv4")))) {
            WatchEvent read = LEAN.unmarshal(event.formatted(json), WatchEvent.class);

            assertThat(read.getType()).isEqualTo("MODIFIED");
            assertThat(read.getObject())
                    .isInstanceOfAny(Pod.class, Node.class, Service.class, Endpoints.class, EndpointSlice.class)
                    .isEqualTo((Object) LEAN.unmarshal(json, read.getObject().getClass()));
        }
    }

    @Test
    @DisplayName("the end of a watch, a type that comes last, and a type that nobody knows are read as the client does")
    void otherEvents() {
        assertThat(object("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"code\":410}"))
                .isInstanceOfSatisfying(
                        Status.class, status -> assertThat(status.getCode()).isEqualTo(410));
        assertThat(object("{\"metadata\":{\"name\":\"p\"},\"kind\":\"Pod\",\"apiVersion\":\"v1\"}"))
                .isInstanceOfSatisfying(
                        Pod.class,
                        pod -> assertThat(pod.getMetadata().getName()).isEqualTo("p"));
        assertThat(object("{\"kind\":\"Pod\",\"apiVersion\":\"example.org/v1\",\"metadata\":{\"name\":\"x\"}}"))
                .isInstanceOf(GenericKubernetesResource.class);
        assertThat(object("{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}")).isInstanceOf(Pod.class);
    }

    @Test
    @DisplayName("Pods of one template share their labels and ports, and all Pods their namespace and node")
    void sharing() {
        PodFacts one = FactsReader.pod(LEAN.unmarshal(BulkyPod.json(0), Pod.class));
        PodFacts other = FactsReader.pod(LEAN.unmarshal(BulkyPod.json(BulkyPod.NODES), Pod.class));

        assertThat(other.labels()).isSameAs(one.labels());
        assertThat(other.ports()).isSameAs(one.ports());
        assertThat(other.nodeName()).isSameAs(one.nodeName());
        assertThat(other.key().namespace()).isSameAs(one.key().namespace());
    }

    private static Object object(String json) {
        return LEAN.unmarshal("{\"type\":\"ERROR\",\"object\":" + json + "}", WatchEvent.class)
                .getObject();
    }
}
