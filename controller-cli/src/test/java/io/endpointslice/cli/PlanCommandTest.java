package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.cli.cluster.ApiJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code plan} as far as slices are concerned. */
class PlanCommandTest {
    private static final String PODS = Yaml.documents(Yaml.pod("a", "10.0.0.1"), Yaml.pod("b", "10.0.0.2"));
    private static final String CLUSTER = Yaml.documents(Yaml.SERVICE, Yaml.NODE, PODS);

    @TempDir
    private Path folder;

    private static CommandRun plan(String input, Object... args) {
        List<Object> all = new ArrayList<>(List.of("plan", "-f", "-", "--legacy-endpoints=false"));
        all.addAll(List.of(args));
        return CommandRun.withInput(input, all.toArray());
    }

    @Test
    @DisplayName("-o json: writes, result and errors, and no other field")
    void json() {
        CommandRun run = plan(CLUSTER, "-o", "json");

        assertThat(run.code()).isEqualTo(0);
        assertThat(run.err()).isEmpty();
        assertThat(run.json().propertyNames()).containsExactly("writes", "result", "errors");
        JsonNode write = run.json().at("/writes/0");
        assertThat(run.json().path("writes")).hasSize(1);
        assertThat(write.propertyNames()).containsExactly("verb", "kind", "namespace", "name", "reason", "object");
        assertThat(write.path("verb").asString()).isEqualTo("create");
        assertThat(write.path("kind").asString()).isEqualTo("EndpointSlice");
        assertThat(write.path("namespace").asString()).isEqualTo("shop");
        assertThat(write.path("name").asString()).matches("web-[bcdfghjklmnpqrstvwxz2456789]{5}");
        assertThat(write.path("reason").toString()).isEqualTo("[\"endpoints added (E2)\"]");
        assertThat(write.at("/object/endpoints")).hasSize(2);
        assertThat(run.json().at("/result/kind").asString()).isEqualTo("List");
        assertThat(run.json().at("/result/items")).hasSize(1);
        assertThat(run.json().path("errors")).isEmpty();
    }

    @Test
    @DisplayName("a created slice stands in the result with name, uid, resourceVersion 1 and generation 1")
    void created() {
        JsonNode json = plan(CLUSTER, "-o", "json").json();

        JsonNode meta = json.at("/result/items/0/metadata");
        assertThat(meta.path("name").asString())
                .isEqualTo(json.at("/writes/0/name").asString());
        assertThat(meta.path("uid").asString()).isNotEmpty();
        assertThat(meta.path("resourceVersion").asString()).isEqualTo("1");
        assertThat(meta.path("generation").asInt()).isEqualTo(1);
        assertThat(json.at("/writes/0/object/metadata").propertyNames())
                .contains("name", "generateName")
                .doesNotContain("uid", "resourceVersion", "generation");
    }

    @Test
    @DisplayName("E15: on the first sync the trigger time is the Service's creationTimestamp")
    void triggerTime() {
        JsonNode slice = plan(CLUSTER, "-o", "json").json().at("/result/items/0");

        assertThat(slice.at("/metadata/annotations")
                        .path("endpoints.kubernetes.io/last-change-trigger-time")
                        .asString())
                .isEqualTo("2026-03-01T10:00:00Z");
    }

    @Test
    @DisplayName("P4: the result fed back as input gives the empty plan")
    void stable() throws IOException {
        for (String max : List.of("1", "2", "100")) {
            CommandRun first = plan(CLUSTER, "-o", "json", "--max-endpoints-per-slice", max);
            Path result = Files.writeString(
                    folder.resolve("result.json"), first.json().path("result").toString());

            CommandRun second = plan(CLUSTER, "-f", result, "-o", "json", "--max-endpoints-per-slice", max);

            assertThat(second.json().path("writes")).isEmpty();
            assertThat(second.json().path("result")).isEqualTo(first.json().path("result"));
        }
    }

    @Test
    @DisplayName("P4: the order of the documents does not matter")
    void orderOfInput() {
        String other = Yaml.documents(Yaml.pod("b", "10.0.0.2"), Yaml.NODE, Yaml.pod("a", "10.0.0.1"), Yaml.SERVICE);

        assertThat(plan(other, "-o", "json").out())
                .isEqualTo(plan(CLUSTER, "-o", "json").out());
    }

    @Test
    @DisplayName("an updated slice: generation and resourceVersion grow by one, fields of others stay")
    void updated() {
        String cluster = Yaml.documents(
                Yaml.SERVICE, Yaml.NODE, Yaml.slice("web-1", "a", "gone"), Yaml.podWithUid("a", "10.0.0.1"));

        JsonNode json = plan(cluster, "-o", "json").json();

        assertThat(json.at("/writes/0/verb").asString()).isEqualTo("update");
        assertThat(json.at("/writes/0/reason").toString()).contains("endpoints gone (E2)");
        assertThat(json.at("/writes/0/object/metadata/resourceVersion").asString())
                .isEqualTo("41");
        JsonNode slice = json.at("/result/items/0");
        assertThat(slice.path("endpoints")).hasSize(1);
        assertThat(slice.at("/metadata/resourceVersion").asString()).isEqualTo("42");
        assertThat(slice.at("/metadata/generation").asInt()).isEqualTo(8);
        assertThat(slice.at("/metadata/creationTimestamp").asString()).isEqualTo("2026-03-01T10:00:05Z");
        assertThat(slice.path("unknownField").toString()).isEqualTo("{\"a\":[1,2.5]}");
        assertThat(slice.at("/metadata/annotations").path("example.com/unknown").asString())
                .isEqualTo("kept");
    }

    @Test
    @DisplayName("slices that are right, of other managers and without a Service, and Endpoints, pass as they came")
    void untouched() {
        String foreign = Yaml.slice("theirs", "x").replace("endpointslice-controller.k8s.io", "someone.example");
        String orphan = Yaml.slice("orphan", "x").replace("service-name: web", "service-name: nobody");
        String endpoints = """
                {apiVersion: v1, kind: Endpoints, metadata: {name: web, namespace: shop}, extra: 1}
                """;
        String right = Yaml.slice("web-1", "a");
        String cluster = Yaml.documents(
                Yaml.SERVICE, Yaml.NODE, Yaml.podWithUid("a", "10.0.0.1"), right, foreign, orphan, endpoints);

        JsonNode json = plan(cluster, "-o", "json").json();

        assertThat(json.path("writes")).isEmpty();
        List<String> names = names(json.at("/result/items"));
        assertThat(names).containsExactly("orphan", "theirs", "web-1", "web");
        for (JsonNode item : json.at("/result/items")) {
            if (item.path("kind").asString().equals("EndpointSlice")) {
                assertThat(item.at("/unknownField/a")).hasSize(2);
                assertThat(item.at("/metadata/resourceVersion").asString()).isEqualTo("41");
                assertThat(item.at("/metadata").has("uid")).isFalse();
            }
        }
        assertThat(json.at("/result/items/3/extra").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("E12: a slice of an older Service of the name is deleted and is not in the result")
    void deleted() {
        String old = Yaml.slice("web-old", "a").replace("uid: svc-uid-1", "uid: svc-uid-0");

        JsonNode json = plan(Yaml.documents(CLUSTER, old, Yaml.slice("web-1", "a")), "-o", "json")
                .json();

        JsonNode delete = only(json.path("writes"), "delete");
        assertThat(delete.path("name").asString()).isEqualTo("web-old");
        assertThat(delete.at("/object/metadata/name").asString()).isEqualTo("web-old");
        assertThat(names(json.at("/result/items"))).doesNotContain("web-old");
    }

    @Test
    @DisplayName("E7: a Pod whose Node is missing is left out, and the sync counts as failed")
    void missingNode() {
        CommandRun run = plan(Yaml.documents(Yaml.SERVICE, PODS), "-o", "json");

        assertThat(run.code()).isEqualTo(0);
        assertThat(run.json().path("errors")).hasSize(2);
        assertThat(run.json().at("/errors/0").asString())
                .isEqualTo("Service shop/web: Pod shop/a is left out: its node n1 does not exist");
        assertThat(run.errLines()).allMatch(line -> line.startsWith("note: Service shop/web: Pod shop/"));
    }

    @Test
    @DisplayName("Q8: a Pod's nonsense IP is skipped with a note, exit code 0")
    void nonsenseAddress() {
        CommandRun run = plan(Yaml.documents(CLUSTER, Yaml.pod("c", "10.0.0.999")), "-o", "json");

        assertThat(run.code()).isEqualTo(0);
        assertThat(run.errLines())
                .containsExactly("note: Service shop/web: Pod shop/c: address '10.0.0.999' is left out: "
                        + "it is not an IP address");
        assertThat(run.json().at("/result/items/0/endpoints")).hasSize(2);
        assertThat(run.json().path("errors")).isEmpty();
    }

    @Test
    @DisplayName("E1: Services without a selector and of type ExternalName get no write")
    void skippedServices() {
        String noSelector = Yaml.SERVICE.replace("  selector:\n    app: web\n", "");
        String external =
                Yaml.SERVICE.replace("name: web\n", "name: out\n").replace("spec:\n", "spec:\n  type: ExternalName\n");

        JsonNode json = plan(Yaml.documents(noSelector, external, Yaml.NODE, PODS), "-o", "json")
                .json();

        assertThat(json.path("writes")).isEmpty();
        assertThat(json.at("/result/items")).isEmpty();
    }

    @Test
    @DisplayName("-o yaml: the objects, each under a comment that says why")
    void yaml() {
        CommandRun run = plan(CLUSTER);

        assertThat(run.out())
                .startsWith("---\n# create: endpoints added (E2)\napiVersion: discovery.k8s.io/v1\n")
                .contains("- addresses:\n  - 10.0.0.1\n")
                .contains("    endpoints.kubernetes.io/last-change-trigger-time: \"2026-03-01T10:00:00Z\"\n");
    }

    @Test
    @DisplayName("-o yaml: what is printed can be read again and is right")
    void yamlAgain() {
        assertThat(plan(Yaml.documents(CLUSTER, plan(CLUSTER).out())).out())
                .isEqualTo("# nothing to write: 1 slice is right as it is\n");
    }

    @Test
    @DisplayName("-o summary: a line for each write, then the totals with the least possible")
    void summary() {
        CommandRun run = plan(Yaml.documents(CLUSTER, Yaml.slice("web-1", "a", "gone")), "-o", "summary");

        assertThat(run.out().lines().toList()).hasSize(3);
        assertThat(run.out()).containsPattern("shop/web +IPv4 +http:8080/TCP +web-1 +update +2 -> 2 / 100 +endpoints");
        assertThat(run.out())
                .endsWith("1 write (least possible 1): 0 creates, 1 update, 0 deletes; 0 slices unchanged\n");
    }

    @Test
    @DisplayName("a folder: its manifests in order of name, whatever else stands there")
    void folder() throws IOException {
        Files.writeString(folder.resolve("2.yml"), PODS);
        Files.writeString(folder.resolve("1.yaml"), Yaml.SERVICE);
        Files.writeString(
                folder.resolve("3.json"), "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"n1\"}}");
        Files.writeString(folder.resolve("notes.txt"), "no: [yaml");

        CommandRun run = CommandRun.of("plan", "-f", folder, "-o", "json");

        assertThat(run.code()).isEqualTo(0);
        assertThat(run.json().at("/result/items/0/endpoints")).hasSize(2);
    }

    @Test
    @DisplayName("lists: List, and typed lists whose items have no kind of their own")
    void lists() {
        ObjectNode pods =
                ApiJson.MAPPER.createObjectNode().put("apiVersion", "v1").put("kind", "PodList");
        ObjectNode pod = pods.putArray("items").addObject();
        pod.putObject("metadata")
                .put("name", "a")
                .put("namespace", "shop")
                .putObject("labels")
                .put("app", "web");
        pod.putObject("spec").put("nodeName", "n1");
        pod.putObject("status").put("podIP", "10.0.0.1");
        String services = "apiVersion: v1\nkind: List\nitems:\n- "
                + Yaml.SERVICE.indent(2).strip() + "\n";

        JsonNode json = plan(Yaml.documents(services, pods + "\n", Yaml.NODE), "-o", "json")
                .json();

        assertThat(json.at("/result/items/0/endpoints")).hasSize(1);
        assertThat(json.at("/result/items/0/endpoints/0/conditions/ready").asBoolean())
                .isFalse();
    }

    @Test
    @DisplayName("objects without a namespace are in 'default'; without a uid they get the same one each time")
    void defaults() {
        String bare = CLUSTER.replace("  namespace: shop\n", "").replace("  uid: svc-uid-1\n", "");

        JsonNode json = plan(bare, "-o", "json").json();

        assertThat(json.at("/writes/0/namespace").asString()).isEqualTo("default");
        assertThat(json.at("/writes/0/object/metadata/ownerReferences/0/uid").asString())
                .isNotEmpty();
        assertThat(json).isEqualTo(plan(bare, "-o", "json").json());
    }

    @Test
    @DisplayName("10,000 Pods, M = 100: 100 full slices with each Pod once")
    void large() throws IOException {
        StringBuilder text = new StringBuilder(Yaml.documents(Yaml.SERVICE, Yaml.NODE));
        for (int i = 0; i < 10_000; i++) {
            text.append("---\n").append(Yaml.pod("p" + i, "10.1." + i / 256 + "." + i % 256));
        }
        Path file = Files.writeString(folder.resolve("large.yaml"), text);

        JsonNode json = CommandRun.of("plan", "-f", file, "-o", "json", "--legacy-endpoints=false")
                .json();

        assertThat(json.path("writes")).hasSize(100);
        List<String> pods = StreamSupport.stream(json.at("/result/items").spliterator(), false)
                .flatMap(slice -> slice.path("endpoints").valueStream())
                .map(endpoint -> endpoint.at("/targetRef/name").asString())
                .toList();
        assertThat(pods).hasSize(10_000).doesNotHaveDuplicates();
    }

    private static JsonNode only(JsonNode writes, String verb) {
        List<JsonNode> found = writes.valueStream()
                .filter(write -> write.path("verb").asString().equals(verb))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<String> names(JsonNode items) {
        return items.valueStream()
                .map(item -> item.at("/metadata/name").asString())
                .collect(Collectors.toList());
    }
}
