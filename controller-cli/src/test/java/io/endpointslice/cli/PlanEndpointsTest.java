package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code plan} and {@code diff} as far as legacy Endpoints are concerned (rules L). */
class PlanEndpointsTest {
    private static final String MANAGED = "labels: {endpoints.kubernetes.io/managed-by: endpoint-controller}";
    private static final String CLUSTER =
            Yaml.documents(Yaml.SERVICE, Yaml.NODE, Yaml.podWithUid("a", "10.0.0.1"), Yaml.podWithUid("b", "10.0.0.2"));
    private static final String SLICE = Yaml.slice("web-1", "a", "b");

    @TempDir
    private Path folder;

    private static CommandRun plan(String input, Object... args) {
        List<Object> all = new ArrayList<>(List.of("plan", "-f", "-"));
        all.addAll(List.of(args));
        return CommandRun.withInput(input, all.toArray());
    }

    private static String endpoints(String name, String metadata, String... subsets) {
        return """
                apiVersion: v1
                kind: Endpoints
                metadata: {name: %s, namespace: shop, uid: e1, resourceVersion: "7", %s}
                subsets: [%s]
                unknownField: kept
                """.formatted(name, metadata, String.join(", ", subsets));
    }

    private static String subset(String addresses) {
        return "{addresses: [" + addresses + "], ports: [{name: http, port: 8080}]}";
    }

    private static String address(String name, String ip) {
        return "{ip: " + ip + ", nodeName: n1, targetRef: {kind: Pod, namespace: shop, name: " + name + ", uid: uid-"
                + name + "}}";
    }

    private static JsonNode onlyWrite(CommandRun run) {
        assertThat(run.code()).isZero();
        assertThat(run.json().path("writes")).hasSize(1);
        return run.json().at("/writes/0");
    }

    @Test
    @DisplayName("L1, L2: a Service without an Endpoints object gets one, marked by its kind and its controller")
    void created() {
        CommandRun run = plan(Yaml.documents(CLUSTER, SLICE), "-o", "json");

        JsonNode write = onlyWrite(run);
        assertThat(write.propertyNames())
                .containsExactly("verb", "kind", "namespace", "name", "reason", "object", "controller");
        assertThat(write.path("verb").asString()).isEqualTo("create");
        assertThat(write.path("kind").asString()).isEqualTo("Endpoints");
        assertThat(write.path("name").asString()).isEqualTo("web");
        assertThat(write.path("controller").asString()).isEqualTo("endpoint-controller");
        assertThat(write.path("reason").toString()).isEqualTo("[\"the Service has no Endpoints object (L1)\"]");
        assertThat(run.json().at("/result/items/1/subsets/0/addresses")).hasSize(2);
        assertThat(run.json().at("/result/items/1/metadata").propertyNames())
                .contains("uid", "resourceVersion")
                .doesNotContain("generation");
    }

    @Test
    @DisplayName("P4: the result fed back as input gives the empty plan")
    void stable() throws IOException {
        JsonNode first = plan(CLUSTER, "-o", "json").json();
        Path result = Files.writeString(
                folder.resolve("result.json"), first.path("result").toString());

        CommandRun second = plan(CLUSTER, "-f", result, "-o", "json");

        assertThat(second.json().path("writes")).isEmpty();
        assertThat(second.json().path("result")).isEqualTo(first.path("result"));
        assertThat(plan(CLUSTER, "-f", result).out())
                .isEqualTo("# nothing to write: 1 slice and 1 Endpoints are right as they are\n");
        assertThat(plan(CLUSTER, "-f", result, "-o", "summary").out()).isEqualTo("""
                0 writes (least possible 0): 0 creates, 0 updates, 0 deletes; 1 slice unchanged
                0 writes of Endpoints: 0 creates, 0 updates, 0 deletes; 1 Endpoints unchanged
                """);
    }

    @Test
    @DisplayName("an update keeps what no rule knows; the resourceVersion grows by one")
    void updated() {
        String cluster = Yaml.documents(CLUSTER, SLICE, endpoints("web", MANAGED, subset(address("a", "10.0.0.1"))));

        CommandRun run = plan(cluster, "-o", "json");

        JsonNode write = onlyWrite(run);
        assertThat(write.path("verb").asString()).isEqualTo("update");
        assertThat(write.at("/object/metadata/resourceVersion").asString()).isEqualTo("7");
        JsonNode after = run.json().at("/result/items/1");
        assertThat(after.at("/metadata/resourceVersion").asString()).isEqualTo("8");
        assertThat(after.path("unknownField").asString()).isEqualTo("kept");
        assertThat(after.at("/subsets/0/addresses")).hasSize(2);
        assertThat(plan(cluster, "-o", "summary").out())
                .containsPattern(
                        "shop/web +- +http:8080/TCP +Endpoints +update +1 -> 2 / 1000 +addresses added \\(L2\\)\n")
                .endsWith("1 write of Endpoints: 0 creates, 1 update, 0 deletes; 0 Endpoints unchanged\n");
        assertThat(plan(cluster).out())
                .startsWith("---\n# update: addresses added (L2)\napiVersion: v1\nkind: Endpoints\n");
    }

    @Test
    @DisplayName(
            "L1: of Endpoints without a Service, those that the controller wrote go; locks and hand-written ones stay")
    void leftovers() {
        String cluster = Yaml.documents(
                endpoints("gone", MANAGED),
                endpoints("lock", MANAGED + ", annotations: {control-plane.alpha.kubernetes.io/leader: me}"),
                endpoints("hand", "labels: {a: b}"));

        CommandRun run = plan(cluster, "-o", "json");

        assertThat(onlyWrite(run).path("verb").asString()).isEqualTo("delete");
        assertThat(run.json().at("/writes/0/name").asString()).isEqualTo("gone");
        assertThat(run.json().at("/result/items")).hasSize(2);
        assertThat(plan(cluster).out()).isEqualTo("# delete Endpoints shop/gone: the Service is gone (L1)\n");
    }

    @Test
    @DisplayName("L7: --legacy-endpoints=false leaves Endpoints as they are")
    void switchedOff() {
        String cluster = Yaml.documents(CLUSTER, SLICE, endpoints("web", MANAGED, subset("")));

        CommandRun run = plan(cluster, "-o", "json", "--legacy-endpoints=false");

        assertThat(run.json().path("writes")).isEmpty();
        assertThat(run.json().at("/result/items/1/subsets/0/addresses")).isEmpty();
        assertThat(plan(cluster, "-o", "summary", "--legacy-endpoints=false").out())
                .isEqualTo("0 writes (least possible 0): 0 creates, 0 updates, 0 deletes; 1 slice unchanged\n");
        assertThat(plan(cluster, "-o", "json", "--legacy-endpoints").json().path("writes"))
                .hasSize(1);
    }

    @Test
    @DisplayName("L5: of 1,500 Pods 1,000 are kept, with the annotation; planning again writes nothing")
    void truncated() throws IOException {
        StringBuilder text = new StringBuilder(Yaml.documents(Yaml.SERVICE, Yaml.NODE));
        for (int i = 0; i < 1500; i++) {
            text.append("---\n").append(Yaml.pod("p" + i, "10.1." + i / 256 + "." + i % 256));
        }
        Path file = Files.writeString(folder.resolve("large.yaml"), text);

        JsonNode json = CommandRun.of("plan", "-f", file, "-o", "json").json();

        JsonNode object = json.at("/writes/15/object");
        assertThat(object.at("/subsets/0/addresses")).hasSize(1000);
        assertThat(object.at("/metadata/annotations")
                        .path("endpoints.kubernetes.io/over-capacity")
                        .asString())
                .isEqualTo("truncated");
        Path result = Files.writeString(
                folder.resolve("result.json"), json.path("result").toString());
        assertThat(CommandRun.of("plan", "-f", file, "-f", result).out())
                .isEqualTo("# nothing to write: 15 slices and 1 Endpoints are right as they are\n");
    }

    @Test
    @DisplayName(
            "Endpoints with garbage, with duplicate and overlapping subsets, and with 2,000 addresses are put right")
    void broken() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            many.append("{ip: 10.9.%d.%d}, ".formatted(i / 250, i % 250));
        }
        String overlapping = subset(address("a", "10.0.0.1"));
        for (String subsets : List.of(
                subset("{ip: garbage}, {ip: ''}, {ip: 10.0.0.999}"),
                overlapping + ", " + overlapping,
                overlapping + ", {notReadyAddresses: [" + address("a", "10.0.0.1")
                        + "], ports: [{name: http, port: 8080}]}",
                subset(many.toString()))) {
            CommandRun run = plan(Yaml.documents(CLUSTER, SLICE, endpoints("web", MANAGED, subsets)), "-o", "json");

            assertThat(run.err()).isEmpty();
            assertThat(onlyWrite(run).at("/object/subsets")).hasSize(1);
            assertThat(run.json().at("/writes/0/object/subsets/0/addresses").findValuesAsString("ip"))
                    .containsExactly("10.0.0.1", "10.0.0.2");
        }
    }

    @Test
    @DisplayName("H1: an unknown trafficDistribution is told once, and ignored")
    void unknownTrafficDistribution() {
        CommandRun run = plan(
                Yaml.documents(CLUSTER.replace("selector:", "trafficDistribution: PreferMoon\n  selector:"), SLICE));

        assertThat(run.code()).isZero();
        assertThat(run.errLines()).singleElement().asString().contains("trafficDistribution 'PreferMoon'");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "plan | --legacy-endpoints=no | '--legacy-endpoints': 'no' is not a boolean",
                "diff | --legacy-endpoints= | '--legacy-endpoints': '' is not a boolean",
                "plan | --mirroring-max-endpoints-per-subset=0 | '--mirroring-max-endpoints-per-subset': '0' is not a number "
                        + "between 1 and 1000",
                "plan | --mirroring=2 | '--mirroring': '2' is not a boolean",
                "diff | --mirroring-max-endpoints-per-subset=x | '--mirroring-max-endpoints-per-subset': 'x' is not a number "
                        + "between 1 and 1000",
            })
    void unknownFlagValues(String command, String flag, String line) {
        assertThat(CommandRun.of(command, flag))
                .isEqualTo(new CommandRun(
                        2,
                        "",
                        "endpointslice-controller " + command + ": Invalid value for option " + line
                                + "; see 'endpointslice-controller " + command + " --help'\n"));
    }

    @Test
    @DisplayName("brokenly typed Endpoints are a mistake with its place")
    void wrongTypes() {
        CommandRun run = plan("kind: Endpoints\nmetadata: {name: a}\nsubsets: [{addresses: [{ip: 5}]}]\n");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines())
                .containsExactly(
                        "endpointslice-controller plan: -:1: Endpoints: subsets[0].addresses[0].ip must be a text, not 5");
    }

    @Test
    @DisplayName("diff: Endpoints are listed; a difference in them alone is one, under their own name")
    void diff() throws IOException {
        String wrong = endpoints("web", MANAGED, subset(address("a", "10.0.0.1")));
        try (ListServer server = new ListServer(Yaml.documents(CLUSTER, SLICE, wrong))) {
            Path kubeconfig = server.kubeconfig(folder);

            CommandRun run = CommandRun.of("diff", "--kubeconfig", kubeconfig);

            assertThat(run.err()).isEmpty();
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out())
                    .startsWith("# update Endpoints shop/web: addresses added (L2)\n"
                            + "--- live/Endpoints/shop/web\n+++ planned/Endpoints/shop/web\n@@ ")
                    .contains("\n+  - ip: 10.0.0.2\n");
            assertThat(server.requests)
                    .anyMatch(request -> request.startsWith("GET /api/v1/namespaces/shop/endpoints?"));
            assertThat(CommandRun.of("diff", "--kubeconfig", kubeconfig, "--legacy-endpoints=false"))
                    .isEqualTo(new CommandRun(0, "", ""));
        }
    }

    @Test
    @DisplayName("diff of one Service sweeps nothing away that belongs to others")
    void diffOfOneService() throws IOException {
        String other = endpoints("other", MANAGED);
        try (ListServer server = new ListServer(Yaml.documents(CLUSTER, SLICE, other))) {
            CommandRun run = CommandRun.of("diff", "web", "-o", "json", "--kubeconfig", server.kubeconfig(folder));

            assertThat(run.json().at("/writes").findValuesAsString("name"))
                    .contains("web")
                    .doesNotContain("other");
        }
    }
}
