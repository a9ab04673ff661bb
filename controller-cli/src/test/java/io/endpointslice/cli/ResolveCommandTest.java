package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ResolveCommandTest {
    private static final String READY = "{ready: true, serving: true, terminating: false}";
    private static final String NOT_READY = "{ready: false, serving: false, terminating: false}";
    private static final String LEAVING = "{ready: false, serving: true, terminating: true}";
    private static final String NODE = Yaml.NODE;

    @TempDir
    private Path folder;

    private static CommandRun resolve(String manifest, Object... args) {
        List<Object> all = new ArrayList<>(List.of("resolve", "-f", "-"));
        all.addAll(List.of(args));
        return CommandRun.withInput(manifest, all.toArray());
    }

    private static String service(String ports) {
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: shop, uid: u1}
                spec: {selector: {app: web}, clusterIP: 10.96.0.1, ports: [%s]}
                """.formatted(ports);
    }

    private static String slice(String name, String managedBy, String... endpoints) {
        return """
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata:
                  name: %s
                  namespace: shop
                  labels: {kubernetes.io/service-name: web, endpointslice.kubernetes.io/managed-by: %s}
                addressType: IPv4
                ports: [{name: http, port: 8080, protocol: TCP}, {name: admin, port: 9090, protocol: TCP}]
                endpoints: [%s]
                """.formatted(name, managedBy, String.join(", ", endpoints));
    }

    private static String endpoint(String ip, String conditions, String more) {
        return "{addresses: [\"" + ip + "\"], conditions: " + conditions + more + "}";
    }

    private static String hinted(String ip, String zone) {
        return endpoint(ip, READY, ", zone: " + zone + ", hints: {forZones: [{name: " + zone + "}]}");
    }

    private static String endpoints(String subsets) {
        return """
                apiVersion: v1
                kind: Endpoints
                metadata: {name: web, namespace: shop%s}
                subsets: [%s]
                """.formatted("", subsets);
    }

    private static final String PORTS = "{name: http, port: 80}, {name: admin, port: 81}";
    private static final String MERGED = Yaml.documents(
            service(PORTS),
            slice(
                    "web-2",
                    "endpointslice-controller.k8s.io",
                    endpoint("10.0.0.10", READY, ", nodeName: n1, zone: zone-a, targetRef: {kind: Pod, name: w10}"),
                    endpoint("10.0.0.9", READY, "")),
            slice(
                    "by-hand",
                    "someone.example",
                    endpoint("10.0.0.9", LEAVING, ""),
                    endpoint("10.0.0.7", NOT_READY, "")));

    @Test
    @DisplayName("slices of all managers are merged, each address counts once, in order of addresses")
    void merged() {
        CommandRun run = resolve(MERGED, "web:http");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("""
                shop/web port http 80/TCP, IPv4: 3 backends in 2 slices, 2 ready
                ADDRESS     PORT   STATE   ZONE     NODE   TARGET
                10.0.0.9    8080   ready   -        -      -
                10.0.0.10   8080   ready   zone-a   n1     Pod/w10
                """);
    }

    @Test
    @DisplayName("without a port, all ports of the Service; a port by number is that of the Service")
    void ports() {
        assertThat(resolve(MERGED, "web").out())
                .contains("port http 80/TCP")
                .contains("port admin 81/TCP")
                .contains("10.0.0.9    9090");
        assertThat(resolve(MERGED, "web:81").out())
                .startsWith("shop/web port admin 81/TCP")
                .doesNotContain("8080");
    }

    @Test
    @DisplayName("no endpoint is ready: those that serve while they terminate are used, and it is said")
    void terminating() {
        String cluster = Yaml.documents(
                service("{port: 80}"),
                slice("web-1", "x", endpoint("10.0.0.1", LEAVING, ""), endpoint("10.0.0.2", NOT_READY, ""))
                        .replace("name: http, ", ""));

        assertThat(resolve(cluster, "web").out()).isEqualTo("""
                shop/web port 80/TCP, IPv4: 2 backends in 1 slice, 0 ready
                A consumer uses 1: no endpoint is ready, so those that serve while they terminate are used
                ADDRESS    PORT   STATE                  ZONE   NODE   TARGET
                10.0.0.1   8080   serving, terminating   -      -      -
                """);
    }

    @Test
    @DisplayName("hints: every zone is summed up; --zone shows what is used there")
    void zones() {
        String cluster = Yaml.documents(
                service(PORTS),
                slice("web-1", "x", hinted("10.0.0.1", "zone-a"), hinted("10.0.0.2", "zone-b")),
                slice("web-2", "x", hinted("10.0.0.3", "zone-b")));

        assertThat(resolve(cluster, "web:http").out()).endsWith("""

                FROM ZONE   USES   WHY
                zone-a      1      hinted for its zone
                zone-b      2      hinted for its zone
                """);
        assertThat(resolve(cluster, "web:http", "--zone", "zone-a").out()).isEqualTo("""
                shop/web port http 80/TCP, IPv4: 3 backends in 2 slices, 3 ready
                A consumer in zone-a uses 1: hinted for its zone
                ADDRESS    PORT   STATE   ZONE     NODE   TARGET
                10.0.0.1   8080   ready   zone-a   -      -
                """);
        assertThat(resolve(cluster, "web:http", "--zone", "zone-c").out())
                .contains("A consumer in zone-c uses 3: no endpoint is hinted for its zone\n");
    }

    @Test
    @DisplayName("--node takes the zone of the Node; one that does not exist is a mistake")
    void node() {
        String cluster = Yaml.documents(
                service(PORTS), NODE, slice("web-1", "x", hinted("10.0.0.1", "zone-a"), hinted("10.0.0.2", "b")));

        assertThat(resolve(cluster, "web:http", "--node", "n1").out())
                .contains("A consumer on n1 in zone-a uses 1: hinted for its zone");
        assertThat(resolve(cluster, "web:http", "--node", "n9", "--zone", "b").out())
                .contains("A consumer on n9 in b uses 1");
        assertThat(resolve(cluster, "web:http", "--node", "n9"))
                .isEqualTo(new CommandRun(2, "", "endpointslice-controller resolve: Node n9 does not exist\n"));
    }

    @Test
    @DisplayName("internalTrafficPolicy Local: a note, and with --node the endpoints there")
    void local() {
        String cluster = Yaml.documents(
                service(PORTS).replace("selector", "internalTrafficPolicy: Local, selector"),
                NODE,
                slice("web-1", "x", endpoint("10.0.0.1", READY, ", nodeName: n1"), endpoint("10.0.0.2", READY, "")));

        assertThat(resolve(cluster, "web:http").errLines())
                .singleElement()
                .asString()
                .contains("internalTrafficPolicy");
        assertThat(resolve(cluster, "web:http", "--node", "n1").out())
                .contains("uses 1: internalTrafficPolicy is Local");
    }

    @Test
    @DisplayName("-o apisix: host, port and weight 100 of every ready endpoint, once, whatever its hints")
    void apisix() {
        String cluster = Yaml.documents(
                MERGED,
                slice(
                        "web-3",
                        "x",
                        hinted("10.0.0.11", "b"),
                        endpoint("10.0.0.12", "{}", ""),
                        endpoint("10.0.0.9", READY, "")));

        CommandRun run = resolve(cluster, "web:http", "-o", "apisix");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("""
                [
                  {"host":"10.0.0.10","port":8080,"weight":100},
                  {"host":"10.0.0.11","port":8080,"weight":100},
                  {"host":"10.0.0.12","port":8080,"weight":100},
                  {"host":"10.0.0.9","port":8080,"weight":100}
                ]
                """);
        assertThat(resolve(Yaml.documents(service(PORTS)), "web:http", "-o", "apisix")
                        .out())
                .isEqualTo("[]\n");
    }

    @Test
    @DisplayName("-o apisix takes every address of an endpoint, and no terminating one as a last resort")
    void apisixAddresses() {
        String cluster = Yaml.documents(
                service("{port: 80}"),
                slice("a", "x", endpoint("10.0.0.1\", \"10.0.0.2", READY, "")).replace("name: http, ", ""),
                slice("b", "x", endpoint("10.0.0.3", LEAVING, "")).replace("name: http, ", ""));

        assertThat(resolve(cluster, "web", "-o", "apisix").json()).hasSize(2);
        assertThat(resolve(cluster, "web", "-o", "json").json().at("/ports/0/backends"))
                .as("kube-proxy looks at the first address")
                .hasSize(2);
    }

    @Test
    @DisplayName("-o apisix: an external name is one node")
    void apisixExternalName() {
        String service =
                service("{port: 8443}").replace("spec: {", "spec: {type: ExternalName, externalName: x.example, ");

        assertThat(resolve(service, "web", "-o", "apisix").out())
                .isEqualTo("[\n  {\"host\":\"x.example\",\"port\":8443,\"weight\":100}\n]\n");
    }

    @Test
    @DisplayName("-o json: every backend, and whether it is used")
    void json() {
        JsonNode json = resolve(MERGED, "web:http", "-o", "json").json();

        assertThat(json.propertyNames())
                .containsExactly("namespace", "service", "source", "consumer", "ports", "notes");
        JsonNode port = json.at("/ports/0");
        assertThat(port.path("backends")).hasSize(3);
        assertThat(port.at("/backends/0/address").asString()).isEqualTo("10.0.0.7");
        assertThat(port.at("/backends/0/used").asBoolean()).isFalse();
        assertThat(port.at("/backends/1/sources").toString()).isEqualTo("[\"by-hand\",\"web-2\"]");
        assertThat(port.at("/routing/by").asString()).isEqualTo("ready");
        assertThat(port.at("/routing/used").asInt()).isEqualTo(2);
    }

    @Test
    @DisplayName("--from-endpoints: what the legacy object has, and what it lacks of the slices")
    void fromEndpoints() {
        String cluster = Yaml.documents(
                MERGED,
                endpoints("{addresses: [{ip: 10.0.0.10}, {ip: 10.0.0.99}], notReadyAddresses: [{ip: 10.0.0.7}], "
                        + "ports: [{name: http, port: 8080}]}"));

        assertThat(resolve(cluster, "web:http", "--from-endpoints").out()).isEqualTo("""
                shop/web port http 80/TCP, IPv4: 3 backends in Endpoints, 2 ready
                ADDRESS     PORT   STATE   ZONE   NODE   TARGET
                10.0.0.10   8080   ready   -      -      -
                10.0.0.99   8080   ready   -      -      -
                Lost: 1 of the 2 ready backends in the slices; ready in Endpoints alone: 1.
                """);
        assertThat(resolve(cluster, "web:http", "--from-endpoints", "-o", "apisix")
                        .json())
                .hasSize(2);
    }

    @Test
    @DisplayName("L5: of 1,500 endpoints, a truncated Endpoints loses 500")
    void truncated() {
        StringBuilder addresses = new StringBuilder();
        List<String> inSlices = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            String ip = "10.1." + i / 250 + "." + i % 250;
            inSlices.add(endpoint(ip, READY, ""));
            addresses.append(i < 1000 ? "{ip: " + ip + "}, " : "");
        }
        String cluster = Yaml.documents(
                service(PORTS),
                slice("web-1", "x", inSlices.subList(0, 800).toArray(String[]::new)),
                slice("web-2", "x", inSlices.subList(800, 1500).toArray(String[]::new)),
                endpoints("{addresses: [" + addresses + "], ports: [{name: http, port: 8080}]}")
                        .replace(
                                "namespace: shop",
                                "namespace: shop, annotations: "
                                        + "{endpoints.kubernetes.io/over-capacity: truncated}"));

        assertThat(resolve(cluster, "web:http", "--from-endpoints").out())
                .startsWith("shop/web port http 80/TCP, IPv4: 1000 backends in Endpoints, 1000 ready\n")
                .endsWith("Lost: 500 of the 1500 ready backends in the slices, since Endpoints is truncated.\n");
        JsonNode loss = resolve(cluster, "web:http", "--from-endpoints", "-o", "json")
                .json()
                .at("/ports/0/loss");
        assertThat(loss.toString())
                .isEqualTo("{\"readyInSlices\":1500,\"lost\":500,\"onlyInEndpoints\":0,\"truncated\":true}");
    }

    @Test
    @DisplayName("garbage addresses are left out with a note, in slices and in Endpoints")
    void garbage() {
        String cluster = Yaml.documents(
                service(PORTS),
                slice("web-1", "x", endpoint("10.0.0.999", READY, ""), endpoint("010.0.0.1", READY, "")),
                endpoints("{addresses: [{ip: nonsense}], ports: [{name: http, port: 8080}]}"));

        CommandRun run = resolve(cluster, "web:http");
        assertThat(run.code()).isZero();
        assertThat(run.errLines())
                .containsExactly("note: address '10.0.0.999' in slice web-1 is left out: it is not an IP address");
        assertThat(run.out()).contains("\n10.0.0.1   8080");
        assertThat(resolve(cluster, "web:http", "--from-endpoints").errLines())
                .containsExactly("note: address 'nonsense' in Endpoints web is left out: it is not an IP address");
    }

    @Test
    @DisplayName("a port that no slice has by that name is told, with the ports there are")
    void portsThatDoNotMatch() {
        CommandRun run = resolve(MERGED.replace("name: http, port: 8080", "name: web, port: 8080"), "web:http");

        assertThat(run.errLines())
                .containsExactly("note: no slice has port http 80/TCP by name and protocol, only "
                        + "admin:9090/TCP,web:8080/TCP");
        assertThat(run.out()).isEqualTo("""
                shop/web port http 80/TCP, IPv4: 0 backends in 0 slices, 0 ready
                A consumer uses none: no endpoint is ready
                """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nobody      | Service nobody does not exist",
                "web:https   | Service shop/web has no port 'https'; it has http 80/TCP, admin 81/TCP, h3 80/UDP",
                "web:80      | port 80 of Service shop/web is ambiguous: http 80/TCP, h3 80/UDP; give its name",
                "web:        | no port follows the colon in 'web:'",
                "Web         | 'Web' is no name of a Service; give SERVICE or SERVICE:PORT",
                "out         | Service shop/out has no endpoints: it is of type ExternalName and stands for the DNS name x.example",
                "twice       | Service twice stands in a, b: name the namespace with -n",
            })
    void mistakesInTheTarget(String target, String line) {
        String cluster = Yaml.documents(
                service(PORTS + ", {name: h3, port: 80, protocol: UDP}"),
                service("")
                        .replace("name: web", "name: out")
                        .replace("spec: {", "spec: {type: ExternalName, externalName: x.example, "),
                service("").replace("name: web", "name: twice").replace("namespace: shop", "namespace: a"),
                service("").replace("name: web", "name: twice").replace("namespace: shop", "namespace: b"));

        assertThat(resolve(cluster, target))
                .isEqualTo(new CommandRun(2, "", "endpointslice-controller resolve: " + line + "\n"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "web -o yaml | Invalid value for option '--output': 'yaml' is not one of table, json, apisix; "
                        + "see 'endpointslice-controller resolve --help'",
                "web -o apisix | an upstream is of one port, and Service shop/web has 2: name one of http 80/TCP, admin 81/TCP",
                "web --from-endpoints | Endpoints shop/web does not exist",
                "web --from-endpoints --zone a | Endpoints know no zones and no hints: leave out --zone and --node",
                "web:80 -o apisix --node n | the APISIX ingress controller knows no hints: leave out --zone and --node",
                "web --context c | -f is for manifests, --kubeconfig and --context for a cluster: give one of them",
                "web -n other | Service web does not exist in namespace other",
            })
    void mistakesInTheOptions(String words, String line) {
        assertThat(resolve(MERGED, (Object[]) words.split(" ")))
                .isEqualTo(new CommandRun(2, "", "endpointslice-controller resolve: " + line + "\n"));
    }

    @Test
    @DisplayName("on a cluster only the Service and its slices are listed, and Node and Endpoints if they are needed")
    void live() throws IOException {
        try (ListServer server = new ListServer(Yaml.documents(MERGED, NODE, endpoints("")))) {
            Path kubeconfig = server.kubeconfig(folder);

            CommandRun run = CommandRun.of("resolve", "web:http", "--kubeconfig", kubeconfig);

            assertThat(run).isEqualTo(resolve(MERGED, "web:http"));
            assertThat(server.requests)
                    .hasSize(2)
                    .anyMatch(request -> request.startsWith("GET /api/v1/namespaces/shop/services?")
                            && request.contains("fieldSelector=metadata.name=web"))
                    .anyMatch(request ->
                            request.startsWith("GET /apis/discovery.k8s.io/v1/namespaces/shop/endpointslices?")
                                    && request.contains("labelSelector=kubernetes.io/service-name=web"));
            assertThat(CommandRun.of("resolve", "web:http", "--node", "n1", "--kubeconfig", kubeconfig)
                            .out())
                    .contains("on n1 in zone-a uses 2");
            assertThat(CommandRun.of("resolve", "web:http", "--from-endpoints", "--kubeconfig", kubeconfig)
                            .out())
                    .contains("Lost: 2 of the 2 ready backends in the slices.");
            assertThat(CommandRun.of("resolve", "nobody", "--kubeconfig", kubeconfig))
                    .isEqualTo(new CommandRun(
                            2,
                            "",
                            "endpointslice-controller resolve: Service nobody does not exist in namespace shop\n"));
        }
    }
}
