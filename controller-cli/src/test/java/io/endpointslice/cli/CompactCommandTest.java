package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
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

/** {@code compact} against an API server in memory: a Service with slices of three, two and one endpoints. */
class CompactCommandTest {
    @TempDir
    private Path folder;

    private final FaultyApi api = new FaultyApi();
    private final KubernetesClient client = api.client();
    private String service = "";
    private int pods;

    @BeforeEach
    void publish() {
        service = api.create(Yaml.SERVICE);
        api.create(Yaml.NODE);
        slice("web-1", 3);
        slice("web-2", 2);
        slice("web-3", 1);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    /** A slice of that many Pods of its own, as the controller writes it. */
    private void slice(String name, int size) {
        StringBuilder text = new StringBuilder(Yaml.slice(name).replace("svc-uid-1", service));
        for (int i = 0; i < size; i++) {
            pods++;
            String uid = api.create(Yaml.pod("p" + pods, "10.0.0." + pods));
            text.append("""
                    - addresses: [10.0.0.%1$d]
                      conditions: {ready: true, serving: true, terminating: false}
                      nodeName: n1
                      zone: zone-a
                      targetRef: {kind: Pod, namespace: shop, name: p%1$d, uid: %2$s}
                    """.formatted(pods, uid));
        }
        api.create(text.toString());
    }

    private CommandRun compact(Object... args) throws IOException {
        List<Object> all = new ArrayList<>(List.of("compact", "-n", "shop", "--kubeconfig", api.kubeconfig(folder)));
        all.addAll(List.of(args));
        return CommandRun.of(all.toArray());
    }

    private CommandRun apply(Object... args) throws IOException {
        List<Object> all = new ArrayList<>(List.of("--apply", "--quiet-for=0s", "--rate=1000"));
        all.addAll(List.of(args));
        return compact(all.toArray());
    }

    private List<String> slices() {
        return client.discovery().v1().endpointSlices().inNamespace("shop").list().getItems().stream()
                .map(slice -> slice.getMetadata().getName() + ": "
                        + slice.getEndpoints().size())
                .sorted()
                .toList();
    }

    @Test
    @DisplayName("without --apply it shows what it would write, cost and save, and writes nothing; exit code 1")
    void dryRun() throws IOException {
        CommandRun run = compact();

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("SERVICE +SLICES +AFTER +STEPS +WRITES +ENDPOINTS +SENT +SAVED A LIST\n")
                .containsPattern("shop/web +3 +1 +1 +3 +6 +[0-9.]+ kB +[0-9.]+ kB\n")
                .contains("\n1 Service: 2 slices fewer, by 3 writes.\nCost: ")
                .contains(" as JSON to each of 1 Node, ")
                .endsWith("and 2 writes whenever every endpoint changes once.\n");
        assertThat(slices()).containsExactly("web-1: 3", "web-2: 2", "web-3: 1");
    }

    @Test
    @DisplayName("-o json has the steps, the cost and the saving of each Service")
    void json() throws IOException {
        JsonNode json = compact("-o", "json", "web").json();

        assertThat(json.propertyNames()).containsExactly("nodes", "services", "leftAlone", "total", "outcomes");
        JsonNode web = json.at("/services/0");
        assertThat(web.path("name").asString()).isEqualTo("shop/web");
        assertThat(web.path("slices").asInt()).isEqualTo(3);
        assertThat(web.path("slicesAfter").asInt()).isEqualTo(1);
        assertThat(web.path("endpointsWritten").asInt()).isEqualTo(6);
        assertThat(web.at("/steps/0/0/verb").asString()).isEqualTo("update");
        assertThat(web.at("/steps/0/0/slice").asString()).isEqualTo("web-1");
        assertThat(web.at("/steps/0/2/verb").asString()).isEqualTo("delete");
        assertThat(json.at("/total/slicesSaved").asInt()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "P3: with --apply the slice that takes is written before those that give are deleted; then nothing is left to do")
    void applies() throws IOException {
        CommandRun run = apply();

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).endsWith("\n2 slices fewer, by 3 writes; 0 Services left alone\n");
        assertThat(run.errLines())
                .containsExactly(
                        "shop/web: update web-1", "shop/web: delete web-2", "shop/web: delete web-3", "shop/web: done");
        assertThat(slices()).containsExactly("web-1: 6");
        assertThat(compact()).isEqualTo(new CommandRun(0, "Nothing is worth being merged.\n", ""));
        assertThat(CommandRun.of(
                        "diff", "-n", "shop", "--kubeconfig", api.kubeconfig(folder), "--legacy-endpoints=false"))
                .isEqualTo(new CommandRun(0, "", ""));
    }

    @Test
    @DisplayName("a Service that changes between the two looks is left alone; exit code 1")
    void changedMeanwhile() throws IOException {
        api.answerNext(
                "labelSelector=app", "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[]}");

        CommandRun run = apply();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines()).containsExactly("shop/web: left alone from here on: it has changed");
        assertThat(run.out()).endsWith("\n0 slices fewer, by 0 writes; 1 Service left alone\n");
        assertThat(slices()).hasSize(3);
    }

    @Test
    @DisplayName("a conflict in the middle leaves the Service as it stands: complete, some endpoints twice")
    void conflict() throws IOException {
        api.refuseNext("DELETE", 409, "Conflict");

        CommandRun run = apply();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines())
                .containsExactly(
                        "shop/web: update web-1", "shop/web: left alone from here on: somebody else wrote web-2");
        assertThat(slices()).containsExactly("web-1: 6", "web-2: 2", "web-3: 1");
        assertThat(run.out()).endsWith("\n0 slices fewer, by 1 write; 1 Service left alone\n");
    }

    @Test
    @DisplayName("who may not write hears which write it is, in one line; exit code 2")
    void forbidden() throws IOException {
        api.refuseNext("PUT", 403, "Forbidden");

        CommandRun run = apply();

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().startsWith("endpointslice-controller compact: ");
        assertThat(run.errLines().get(0)).contains("update endpointslices").contains("web-1");
        assertThat(slices()).hasSize(3);
    }

    @Test
    @DisplayName(
            "a Service for which the controller has something to write is left alone, and so is one of manifests only shown")
    void leftAlone() throws IOException {
        api.create(Yaml.podWithUid("new", "10.0.0.99"));

        assertThat(compact())
                .isEqualTo(new CommandRun(
                        0,
                        "shop/web is left alone: a sync has something to write first\nNothing is worth being merged.\n",
                        ""));
    }

    @Test
    @DisplayName("a slice less that takes more writes than it is worth stays")
    void worth() throws IOException {
        assertThat(compact("--worth=1").out()).isEqualTo("Nothing is worth being merged.\n");
    }

    @Test
    @DisplayName("-f shows the same of manifests")
    void manifests() {
        String manifest = Yaml.documents(
                Yaml.SERVICE,
                Yaml.NODE,
                Yaml.podWithUid("a", "10.0.0.1"),
                Yaml.podWithUid("b", "10.0.0.2"),
                Yaml.slice("web-1", "a"),
                Yaml.slice("web-2", "x", "b").replaceAll("- addresses: \\[10.0.0.1\\](\n.*){4}\n", ""));
        CommandRun run = CommandRun.withInput(manifest, "compact", "-f", "-");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("1 Service: 1 slice fewer, by 2 writes.\n");
    }

    @Test
    @DisplayName("mistakes: one line, exit code 2, nothing asked of the API server")
    void badInput() throws IOException {
        assertRefused(compact("--rate=0"), "--rate must be above 0 and at most 1000, not 0.0");
        assertRefused(compact("--worth=0"), "--worth must be 1 or more, not 0");
        assertRefused(
                CommandRun.of("compact", "-f", "x", "--apply"),
                "-f is for manifests; --apply, --kubeconfig, --context and names of Services for a cluster: give one of them");
        assertRefused(
                CommandRun.of("run", "--compact-when-quiet=0s"),
                "--compact-when-quiet must be above 0; without it nothing is merged");
        assertRefused(
                CommandRun.of("run", "--compact-rate=-1"), "--compact-rate must be above 0 and at most 1000, not -1.0");
        assertRefused(CommandRun.of("run", "--compact-worth=0"), "--compact-worth must be 1 or more, not 0");
    }

    private static void assertRefused(CommandRun run, String line) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).singleElement().asString().endsWith(": " + line);
        assertThat(run.out()).isEmpty();
    }
}
