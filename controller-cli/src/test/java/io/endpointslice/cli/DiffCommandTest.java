package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DiffCommandTest {
    private static final String OTHER_SERVICE = Yaml.SERVICE
            .replace("name: web\n", "name: api\n")
            .replace("  namespace: shop\n", "  namespace: shop\n  labels: {chosen: \"yes\"}\n");
    private static final String CLUSTER = Yaml.documents(
            Yaml.SERVICE,
            OTHER_SERVICE,
            Yaml.NODE,
            Yaml.podWithUid("a", "10.0.0.1"),
            Yaml.podWithUid("b", "10.0.0.2"),
            Yaml.podWithUid("c", "10.0.0.3"),
            Yaml.slice("web-1", "a", "b", "c", "gone"));

    @TempDir
    private Path folder;

    private ListServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ListServer(CLUSTER);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CommandRun diff(Object... args) throws IOException {
        List<Object> all =
                new ArrayList<>(List.of("diff", "--kubeconfig", server.kubeconfig(folder), "--legacy-endpoints=false"));
        all.addAll(List.of(args));
        return CommandRun.of(all.toArray());
    }

    @Test
    @DisplayName("a unified diff of YAML: what goes with a minus, unchanged fields as context; exit code 1")
    void unified() throws IOException {
        CommandRun run = diff("web");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .startsWith(
                        "# update shop/web-1: endpoints gone (E2)\n--- live/shop/web-1\n+++ planned/shop/web-1\n@@ ")
                .contains("\n-  - 10.0.0.4\n")
                .doesNotContain("+  - 10.0.0.1")
                .doesNotContain("resourceVersion: \"42\"");
    }

    @Test
    @DisplayName("a slice to create is all plus")
    void create() throws IOException {
        assertThat(diff("api").out().lines().filter(line -> line.matches("[^#@+].*")))
                .allMatch(line -> line.startsWith("--- live/shop/api-"));
    }

    @Test
    @DisplayName("nothing is written: every request is a list, in pages of 500")
    void readOnly() throws IOException {
        diff();

        assertThat(server.requests)
                .isNotEmpty()
                .allMatch(request -> request.startsWith("GET /"))
                .allMatch(request -> request.contains("limit=500"))
                .anyMatch(request -> request.matches("GET /api/v1/namespaces/shop/pods\\?.*continue=2.*"))
                .noneMatch(request -> request.contains("watch"));
    }

    @Test
    @DisplayName("no difference: no output, exit code 0")
    void noDifference() throws IOException {
        try (ListServer right = new ListServer(
                Yaml.documents(Yaml.SERVICE, Yaml.NODE, Yaml.podWithUid("a", "10.0.0.1"), Yaml.slice("web-1", "a")))) {
            CommandRun run =
                    CommandRun.of("diff", "--kubeconfig", right.kubeconfig(folder), "--legacy-endpoints=false");

            assertThat(run).isEqualTo(new CommandRun(0, "", ""));
        }
    }

    @Test
    @DisplayName("-o json is what plan prints; --max-endpoints-per-slice asks 'what if'")
    void json() throws IOException {
        JsonNode json =
                diff("web", "-o", "json", "--max-endpoints-per-slice", "2").json();

        assertThat(json.propertyNames()).containsExactly("writes", "result", "errors");
        assertThat(json.path("writes")).hasSize(2);
        assertThat(json.at("/result/items"))
                .hasSize(2)
                .allMatch(slice -> slice.path("endpoints").size() <= 2);
    }

    @Test
    @DisplayName("-o summary is the table of plan")
    void summary() throws IOException {
        assertThat(diff("-o", "summary").out())
                .contains("shop/api")
                .contains("4 -> 3 / 100")
                .endsWith("2 writes (least possible 2): 1 create, 1 update, 0 deletes; 0 slices unchanged\n");
    }

    @Test
    @DisplayName("-l takes Services by label, -A all namespaces, -n another than the context's")
    void scope() throws IOException {
        assertThat(diff("-l", "chosen=yes", "-o", "json").json().at("/writes")).hasSize(1);
        assertThat(server.requests)
                .anyMatch(request -> request.startsWith("GET /api/v1/namespaces/shop/services?")
                        && request.contains("labelSelector=chosen=yes"));
        diff("-A");
        assertThat(server.requests).anyMatch(request -> request.startsWith("GET /api/v1/services?"));
        diff("-n", "other");
        assertThat(server.requests).anyMatch(request -> request.startsWith("GET /api/v1/namespaces/other/pods?"));
    }

    @Test
    @DisplayName("a Service that does not exist: one line, exit code 2")
    void missingService() throws IOException {
        assertThat(diff("web", "nobody"))
                .isEqualTo(new CommandRun(
                        2, "", "endpointslice-controller diff: Service nobody does not exist in namespace shop\n"));
    }

    @Test
    @DisplayName("forbidden: one line that names the verb and the resource, exit code 2")
    void forbidden() throws IOException {
        server.forbid("endpointslices");

        CommandRun run = diff();

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines())
                .containsExactly(
                        "endpointslice-controller diff: cannot list endpointslices.discovery.k8s.io in namespace "
                                + "shop: endpointslices is forbidden: User \"me\" cannot list");
    }

    @Test
    @DisplayName("no API server: one line that names its address, exit code 2")
    void unreachable() throws IOException {
        server.close();

        CommandRun run = diff();

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err())
                .startsWith("endpointslice-controller diff: cannot list services in namespace shop: the API server at "
                        + "http://127.0.0.1:");
    }
}
