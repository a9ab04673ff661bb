package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class InspectCommandTest {
    private static final String CONTROLLER = "endpointslice-controller.k8s.io";
    private static final String MIRRORING = "endpointslicemirroring-controller.k8s.io";

    @TempDir
    private Path folder;

    private static CommandRun inspect(String manifest, Object... args) {
        List<Object> all = new ArrayList<>(List.of("inspect", "-f", "-"));
        all.addAll(List.of(args));
        return CommandRun.withInput(manifest, all.toArray());
    }

    private static String service(String name, String more) {
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: %1$s, namespace: shop, uid: uid-%1$s}
                spec: {clusterIP: 10.96.0.1, ipFamilies: [IPv4], ports: [{port: 80}], %2$s}
                """.formatted(name, more);
    }

    private static String selecting(String name) {
        return service(name, "selector: {app: " + name + "}");
    }

    /** A slice with the endpoints of those numbers. */
    private static String slice(String name, String labels, String owner, int... endpoints) {
        StringBuilder text = new StringBuilder("""
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata:
                  name: %s
                  namespace: shop
                  labels: {%s}
                  ownerReferences: [%s]
                addressType: IPv4
                ports: [{name: "", port: 8080, protocol: TCP}]
                endpoints:
                """.formatted(name, labels, owner));
        for (int endpoint : endpoints) {
            text.append("- {addresses: [10.0.%d.%d], targetRef: {kind: Pod, namespace: shop, name: p%d}}\n"
                    .formatted(endpoint / 250, endpoint % 250, endpoint));
        }
        return text.toString();
    }

    private static String owned(String name, String service, int... endpoints) {
        return slice(
                name,
                labels(service, CONTROLLER),
                "{apiVersion: v1, kind: Service, name: x, uid: uid-" + service + "}",
                endpoints);
    }

    private static String labels(String service, String manager) {
        return "kubernetes.io/service-name: " + service + ", endpointslice.kubernetes.io/managed-by: " + manager;
    }

    private static int[] numbers(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    private static String endpoints(String name, String metadata, String subsets) {
        return """
                apiVersion: v1
                kind: Endpoints
                metadata: {name: %s, namespace: shop, uid: uid-ep-%1$s%s}
                subsets: [%s]
                """.formatted(name, metadata, subsets);
    }

    private static final String CLUSTER = Yaml.documents(
            Yaml.NODE,
            selecting("tidy"),
            owned("tidy-1", "tidy", numbers(0, 3)),
            selecting("spread"),
            owned("spread-1", "spread", numbers(10, 12)),
            owned("spread-2", "spread", numbers(12, 13)),
            owned("spread-3", "spread", numbers(12, 14)),
            selecting("fat"),
            owned("fat-1", "fat", numbers(20, 32)),
            service("manual", ""),
            slice("manual-1", "kubernetes.io/service-name: manual", "", 40),
            owned("lost-1", "lost", 50));

    private static final String MAX_10 = "--max-endpoints-per-slice=10";

    @Test
    @DisplayName("a line for each Service, most waste first; then what is not as it should be, and the totals")
    void table() {
        CommandRun run = inspect(CLUSTER, MAX_10);

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out().replaceAll("[0-9.]+ k?B", "N kB")).isEqualTo("""
                SERVICE       SLICES   IDEAL   ENDPOINTS   FILL   DUP   OVER   ORPHANS   MANAGED BY
                shop/spread   3        1       4           13%    1     -      -         controller
                shop/lost     1        0       1           10%    -     -      1         controller
                shop/fat      1        2       12          120%   -     1      -         controller
                shop/manual   1        1       1           10%    -     -      -         by hand
                shop/tidy     1        1       3           30%    -     -      -         controller

                shop/lost: lost-1: orphan, Service shop/lost does not exist
                shop/fat: fat-1: over capacity, with 12 endpoints

                5 Services: 7 slices, 3 more than needed; 21 endpoints, fill 30%
                1 duplicate, 1 over capacity, 1 orphan
                A rollout of all of them sends at least N kB as JSON to each of 1 Node, N kB in all
                """);
    }

    @Test
    @DisplayName("-o json has the same figures, and the managers by the values of their label")
    void json() {
        JsonNode json = inspect(CLUSTER, MAX_10, "-o", "json").json();

        JsonNode spread = json.at("/services/0");
        assertThat(spread.path("name").asString()).isEqualTo("shop/spread");
        assertThat(spread.path("slices").asInt()).isEqualTo(3);
        assertThat(spread.path("idealSlices").asInt()).isEqualTo(1);
        assertThat(spread.path("waste").asInt()).isEqualTo(2);
        assertThat(spread.path("duplicates").asInt()).isEqualTo(1);
        assertThat(spread.path("managedBy").toString()).isEqualTo("{\"" + CONTROLLER + "\":3}");
        assertThat(json.at("/services/3/managedBy").toString()).isEqualTo("{\"\":1}");
        assertThat(json.at("/total/slices").asInt()).isEqualTo(7);
        assertThat(json.at("/total/waste").asInt()).isEqualTo(3);
        assertThat(json.at("/total/bytes").asLong())
                .isEqualTo(json.path("services")
                        .valueStream()
                        .mapToLong(service -> service.path("bytes").asLong())
                        .sum());
    }

    @Test
    @DisplayName("ideal: by port list, address type and manager; one placeholder per address type of the Service (E13)")
    void ideal() {
        String cluster = Yaml.documents(
                selecting("a").replace("ipFamilies: [IPv4]", "ipFamilies: [IPv4, IPv6]"),
                owned("a-1", "a", 1, 2),
                owned("a-2", "a", 3).replace("port: 8080", "port: 9090"),
                slice("a-3", labels("a", "someone.example"), "", 4));

        JsonNode service = inspect(cluster, "-o", "json").json().at("/services/0");

        assertThat(service.path("idealSlices").asInt())
                .as("two port lists, one of another manager, and an IPv6 placeholder that is missing")
                .isEqualTo(4);
        assertThat(service.path("waste").asInt()).isZero();
    }

    @Test
    @DisplayName("orphans: of an older Service or Endpoints, without a Service label; Endpoints without their Service")
    void orphans() {
        String mirrored = "{apiVersion: v1, kind: Endpoints, name: ldap, uid: %s}";
        String cluster = Yaml.documents(
                selecting("web"),
                owned("web-new", "web", 1),
                owned("web-old", "web", 2).replace("uid: uid-web", "uid: older"),
                service("ldap", ""),
                endpoints("ldap", "", "{addresses: [{ip: 10.9.0.1}], ports: [{port: 389}]}"),
                slice("ldap-1", labels("ldap", MIRRORING), mirrored.formatted("uid-ep-ldap"), 3),
                slice("ldap-2", labels("ldap", MIRRORING), mirrored.formatted("older"), 4),
                slice("nobody-1", "app: x", "", 5),
                endpoints("left", ", labels: {endpoints.kubernetes.io/managed-by: endpoint-controller}", ""),
                endpoints(
                        "lock",
                        ", labels: {endpoints.kubernetes.io/managed-by: endpoint-controller}, "
                                + "annotations: {control-plane.alpha.kubernetes.io/leader: x}",
                        ""),
                endpoints("hand", "", ""));

        assertThat(inspect(cluster).out().lines().filter(line -> line.contains(": orphan, ")))
                .containsExactlyInAnyOrder(
                        "shop/web: web-old: orphan, of an older Service of this name",
                        "shop/ldap: ldap-2: orphan, of an older Endpoints of this name",
                        "shop/-: nobody-1: orphan, no label says of which Service",
                        "shop/left: Endpoints left: orphan, Service shop/left does not exist");
        assertThat(inspect(cluster).out())
                .contains("mirroring")
                .doesNotContain("shop/lock")
                .doesNotContain("shop/hand");
    }

    @Test
    @DisplayName("L5: Endpoints that are truncated, or hold more than 1,000 addresses")
    void endpointsOverCapacity() {
        StringBuilder many = new StringBuilder();
        IntStream.range(0, 1001).forEach(i -> many.append("{ip: 10.0.%d.%d}, ".formatted(i / 250, i % 250)));
        String cluster = Yaml.documents(
                service("a", ""),
                endpoints("a", "", "{addresses: [" + many + "]}"),
                selecting("b"),
                endpoints(
                        "b",
                        ", annotations: {endpoints.kubernetes.io/over-capacity: truncated}",
                        "{addresses: [{ip: 10.0.0.1}]}"));

        CommandRun run = inspect(cluster, "-o", "wide");

        assertThat(run.out())
                .contains("shop/a: Endpoints a: over capacity, with 1001 addresses\n")
                .contains("shop/b: Endpoints b: over capacity, truncated to 1 address\n")
                .containsPattern("shop/a .* 1001 addresses, by hand +-\n")
                .containsPattern("shop/b .* 1 address +-\n");
    }

    @Test
    @DisplayName("garbage addresses and overlapping subsets are counted as they stand; nothing fails")
    void garbage() {
        String cluster = Yaml.documents(
                service("a", "trafficDistribution: PreferMoon"),
                endpoints(
                        "a",
                        "",
                        "{addresses: [{ip: x}, {ip: 10.0.0.1}]}, {addresses: [{ip: 10.0.0.1}], notReadyAddresses: [{ip: ''}]}"),
                slice("a-1", "kubernetes.io/service-name: a", "", 1).replace("10.0.0.1", "garbage"));

        CommandRun run = inspect(cluster, "-o", "json");

        assertThat(run.err()).isEmpty();
        assertThat(run.json().at("/services/0/endpointsObject/addresses").asInt())
                .isEqualTo(4);
        assertThat(run.json().at("/services/0/endpoints").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("the table lists ten findings, wide lists all; nothing to show is no table")
    void manyFindings() {
        String[] orphans = IntStream.range(0, 12)
                .mapToObj(i -> owned("lost-" + (10 + i), "lost", i))
                .toArray(String[]::new);

        assertThat(inspect(Yaml.documents(orphans)).out())
                .contains("lost-19: orphan")
                .doesNotContain("lost-20: orphan")
                .contains("\n2 more, which -o wide shows\n");
        assertThat(inspect(Yaml.documents(orphans), "-o", "wide").out()).contains("lost-21: orphan");
        assertThat(inspect(Yaml.NODE).out()).isEqualTo("""

                0 Services: 0 slices, 0 more than needed; 0 endpoints, fill 0%
                0 duplicates, 0 over capacity, 0 orphans
                """);
    }

    @Test
    @DisplayName("P1, E17: what plan leaves has no waste, no duplicates and nothing over capacity")
    void planned() throws IOException {
        StringBuilder cluster = new StringBuilder(Yaml.documents(Yaml.SERVICE, Yaml.NODE));
        for (int i = 0; i < 25; i++) {
            cluster.append("---\n").append(Yaml.podWithUid("p" + i, "10.0.0." + (i + 1)));
        }
        cluster.append("---\n").append(Yaml.slice("web-1", "p0", "p1", "gone"));
        cluster.append("---\n").append(Yaml.slice("web-2", "p0"));
        JsonNode result = CommandRun.withInput(cluster.toString(), "plan", "-f", "-", "-o", "json", MAX_10)
                .json()
                .path("result");
        Path after = Files.writeString(folder.resolve("result.json"), result.toString());

        CommandRun run = inspect(Yaml.documents(Yaml.SERVICE, Yaml.NODE), "-f", after, MAX_10);

        assertThat(run.out()).contains("""

                1 Service: 3 slices, 0 more than needed; 25 endpoints, fill 83%
                0 duplicates, 0 over capacity, 0 orphans
                """);
    }

    @Test
    @DisplayName("-n leaves one namespace of manifests")
    void namespace() {
        String other =
                Yaml.documents(selecting("x"), owned("x-1", "x", 1)).replace("namespace: shop", "namespace: other");

        assertThat(inspect(Yaml.documents(CLUSTER, other), "-n", "other").out())
                .contains("other/x")
                .doesNotContain("shop/");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "-o yaml | Invalid value for option '--output': 'yaml' is not one of table, wide, json; "
                        + "see 'endpointslice-controller inspect --help'",
                "--max-endpoints-per-slice 1001 | Invalid value for option '--max-endpoints-per-slice': '1001' is not a number "
                        + "between 1 and 1000; see 'endpointslice-controller inspect --help'",
                "-l a=b | -l is for a cluster and cannot be given together with -f",
                "-A -n shop | -A and -n contradict each other: give one of them",
                "--context c | -f is for manifests, --kubeconfig and --context for a cluster: give one of them",
            })
    void mistakes(String words, String line) {
        assertThat(inspect(CLUSTER, (Object[]) words.split(" ")))
                .isEqualTo(new CommandRun(2, "", "endpointslice-controller inspect: " + line + "\n"));
    }

    @Test
    @DisplayName("on a cluster: no Pods are listed; -l leaves out what belongs to other Services")
    void live() throws IOException {
        String chosen = selecting("tidy").replace("uid: uid-tidy", "uid: uid-tidy, labels: {chosen: \"yes\"}");
        try (ListServer server = new ListServer(CLUSTER.replace(selecting("tidy"), chosen))) {
            Path kubeconfig = server.kubeconfig(folder);

            CommandRun all = CommandRun.of("inspect", "--kubeconfig", kubeconfig, MAX_10);

            assertThat(all.code()).isZero();
            assertThat(all.out())
                    .contains("shop/lost: lost-1: orphan")
                    .contains("5 Services: 7 slices, 3 more than needed; 21 endpoints, fill 30%\n");
            assertThat(server.requests)
                    .allMatch(request -> request.startsWith("GET /"))
                    .noneMatch(request -> request.contains("/pods"));
            assertThat(CommandRun.of("inspect", "-l", "chosen=yes", "--kubeconfig", kubeconfig)
                            .out())
                    .contains("shop/tidy")
                    .contains("1 Service: 1 slice, 0 more than needed")
                    .doesNotContain("shop/lost");
            server.forbid("endpoints");
            assertThat(CommandRun.of("inspect", "-A", "--kubeconfig", kubeconfig))
                    .isEqualTo(new CommandRun(
                            2,
                            "",
                            "endpointslice-controller inspect: cannot list endpoints: endpoints is forbidden: "
                                    + "User \"me\" cannot list\n"));
        }
    }
}
