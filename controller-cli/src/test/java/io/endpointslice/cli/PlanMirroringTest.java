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
import tools.jackson.databind.JsonNode;

/** {@code plan} and {@code diff} as far as mirrored slices are concerned (rules M). */
class PlanMirroringTest {
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: ldap, namespace: shop, uid: s1}
            spec: {clusterIP: 10.96.0.9, ports: [{name: ldap, port: 389}]}
            """;

    @TempDir
    private Path folder;

    private static CommandRun plan(String input, Object... args) {
        List<Object> all = new ArrayList<>(List.of("plan", "-f", "-"));
        all.addAll(List.of(args));
        return CommandRun.withInput(input, all.toArray());
    }

    private static String endpoints(String metadata, String... addresses) {
        return """
                apiVersion: v1
                kind: Endpoints
                metadata: {name: ldap, namespace: shop, uid: e1, labels: {team: core}%s}
                subsets: [{addresses: [%s], ports: [{name: ldap, port: 389}]}]
                """.formatted(metadata, String.join(", ", addresses));
    }

    private static String ip(String ip) {
        return "{ip: \"" + ip + "\"}";
    }

    @Test
    @DisplayName(
            "M1 to M3: hand-written Endpoints get slices, marked by their controller; the Endpoints stay as they are")
    void mirrored() {
        CommandRun run = plan(Yaml.documents(SERVICE, endpoints("", ip("10.9.0.1"), ip("fd00::1"))), "-o", "json");

        assertThat(run.err()).isEmpty();
        assertThat(run.json().path("writes")).hasSize(2);
        JsonNode write = run.json().at("/writes/0");
        assertThat(write.path("kind").asString()).isEqualTo("EndpointSlice");
        assertThat(write.path("controller").asString()).isEqualTo("endpoint-slice-mirroring-controller");
        assertThat(write.at("/object/metadata/labels").toString())
                .contains("\"team\":\"core\"", "\"kubernetes.io/service-name\":\"ldap\"");
        assertThat(run.json().at("/result/items")).hasSize(3);
        assertThat(run.json().has("events")).isFalse();
    }

    @Test
    @DisplayName("P4: the result fed back as input gives the empty plan")
    void stable() throws IOException {
        String cluster = Yaml.documents(SERVICE, endpoints("", ip("10.9.0.1")));
        JsonNode first = plan(cluster, "-o", "json").json();
        JsonNode slice = first.at("/result/items/0");
        Path result = Files.writeString(folder.resolve("slice.json"), slice.toString());

        assertThat(plan(cluster, "-f", result, "-o", "summary").out())
                .startsWith("0 writes (least possible 0): 0 creates, 0 updates, 0 deletes; 1 slice unchanged\n");
    }

    @Test
    @DisplayName("M2: garbage addresses and those beyond the limit are left out, with an event and a note for each")
    void leftOut() {
        String cluster = Yaml.documents(
                SERVICE, endpoints("", ip("10.9.0.1"), ip("10.9.0.2"), ip("10.9.0.3"), ip("nonsense"), ip("")));

        CommandRun run = plan(cluster, "-o", "json", "--mirroring-max-endpoints-per-subset", "2");

        assertThat(run.code()).isZero();
        assertThat(run.json().at("/writes/0/object/endpoints")).hasSize(2);
        assertThat(run.json().path("events").findValuesAsString("reason"))
                .contains("TooManyAddressesToMirror", "InvalidIPAddress");
        assertThat(run.json().at("/events/0").propertyNames())
                .containsExactly("type", "reason", "message", "regarding");
        assertThat(run.json().at("/events/0/regarding").toString())
                .isEqualTo("{\"kind\":\"Endpoints\",\"namespace\":\"shop\",\"name\":\"ldap\"}");
        assertThat(run.errLines()).hasSize(2).allMatch(line -> line.startsWith("note: Endpoints shop/ldap: "));
        assertThat(plan(cluster, "-o", "summary", "--mirroring-max-endpoints-per-subset", "2")
                        .out())
                .contains("0 -> 2 / 2 ");
    }

    @Test
    @DisplayName("M2: of 1,200 addresses 1,000 are mirrored")
    void tooMany() {
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            addresses.add(ip("10.9." + i / 250 + "." + i % 250));
        }

        CommandRun run = plan(Yaml.documents(SERVICE, endpoints("", addresses.toArray(String[]::new))), "-o", "json");

        assertThat(run.json().at("/writes/0/object/endpoints")).hasSize(1000);
        assertThat(run.errLines()).singleElement().asString().contains("TooManyAddressesToMirror");
    }

    @Test
    @DisplayName("M1: what is not to be mirrored any more loses its slices")
    void noLongerMirrored() throws IOException {
        JsonNode first = plan(Yaml.documents(SERVICE, endpoints("", ip("10.9.0.1"))), "-o", "json")
                .json();
        Path slice = Files.writeString(
                folder.resolve("slice.json"), first.at("/result/items/0").toString());
        String skipped = endpoints("", ip("10.9.0.1"))
                .replace("team: core", "endpointslice.kubernetes.io/skip-mirror: \"true\"");

        for (String cluster : List.of(
                Yaml.documents(SERVICE, skipped),
                SERVICE,
                endpoints("", ip("10.9.0.1")),
                Yaml.documents(
                        SERVICE.replace("spec: {", "spec: {selector: {a: b}, "), endpoints("", ip("10.9.0.1"))))) {
            CommandRun run = plan(cluster, "-f", slice, "-o", "json");

            assertThat(run.json()
                            .path("writes")
                            .valueStream()
                            .filter(write ->
                                    write.path("controller").asString("").contains("mirroring")))
                    .singleElement()
                    .satisfies(
                            write -> assertThat(write.path("verb").asString()).isEqualTo("delete"));
        }
    }

    @Test
    @DisplayName("duplicate and overlapping subsets are mirrored once")
    void overlapping() {
        String twice = endpoints("", ip("10.9.0.1"))
                .replace(
                        "subsets: [",
                        "subsets: [{addresses: [{ip: 10.9.0.1}, {ip: 10.9.0.2}], ports: [{name: ldap, port: 389}]}, ");

        JsonNode json = plan(Yaml.documents(SERVICE, twice), "-o", "json").json();

        assertThat(json.path("writes")).hasSize(1);
        assertThat(json.at("/writes/0/object/endpoints")).hasSize(2);
    }

    @Test
    @DisplayName("diff shows mirrored slices of a cluster, and none of Services out of scope")
    void diff() throws IOException {
        String other = SERVICE.replace("name: ldap, namespace", "name: other, namespace");
        try (ListServer server = new ListServer(Yaml.documents(SERVICE, other, endpoints("", ip("10.9.0.1"))))) {
            Path kubeconfig = server.kubeconfig(folder);

            CommandRun run = CommandRun.of("diff", "--kubeconfig", kubeconfig);

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).startsWith("# create shop/ldap-");
            assertThat(CommandRun.of("diff", "other", "--kubeconfig", kubeconfig))
                    .isEqualTo(new CommandRun(0, "", ""));
        }
    }
}
