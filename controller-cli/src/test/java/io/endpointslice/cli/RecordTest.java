package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code simulate --record} through the real command line, on an API server in memory. */
@Timeout(240)
class RecordTest {
    private static final long MOMENT_NANOS = 20_000_000;
    /** Of Services, Pods and Nodes. */
    private static final int WATCHES = 3;

    @TempDir
    private Path folder;

    private final FaultyApi api = new FaultyApi();
    private String kubeconfig = "";
    private Path file = Path.of("");

    @BeforeEach
    void start() throws IOException {
        kubeconfig = api.kubeconfig(folder).toString();
        file = folder.resolve("shop.jsonl");
        api.create("""
                apiVersion: v1
                kind: Node
                metadata: {name: secret-node, labels: {topology.kubernetes.io/zone: secret-zone}}
                status: {allocatable: {cpu: "4"}, conditions: [{type: Ready, status: "True"}]}
                """);
        for (String namespace : List.of("secret-shop", "secret-other")) {
            api.create("""
                    apiVersion: v1
                    kind: Service
                    metadata: {name: secret-web, namespace: %s}
                    spec:
                      selector: {secret-app: secret-web}
                      clusterIP: 10.96.0.1
                      ipFamilies: [IPv4]
                      ports: [{name: secret-http, port: 80, targetPort: 8080}]
                    """.formatted(namespace));
        }
        api.create(pod("secret-shop", "True"));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static String pod(String namespace, String ready) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: secret-web-1, namespace: %s, labels: {secret-app: secret-web}}
                spec: {nodeName: secret-node, containers: [{name: c}]}
                status: {phase: Running, podIP: 192.168.7.9, conditions: [{type: Ready, status: "%s"}]}
                """.formatted(namespace, ready);
    }

    private CommandRun record(Object... more) {
        return CommandRun.of(
                Stream.concat(Stream.of("simulate", "--record", file, "--kubeconfig", kubeconfig), Stream.of(more))
                        .toArray());
    }

    /** Records until all is watched and interrupts it then: the mock server hangs if a client leaves while a watch is set up. */
    private CommandRun recordWatched(Object... more) throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Future<CommandRun> run = executor.submit(() -> {
            thread.complete(Thread.currentThread());
            return record(more);
        });
        try {
            until(() -> api.watches() >= WATCHES && Files.exists(file));
            until(() -> Files.readString(file).startsWith("{\"recording\":1,"));
            thread.get().interrupt();
            return run.get();
        } finally {
            executor.shutdownNow();
        }
    }

    private void assertRefused(CommandRun run, String line) {
        assertThat(run.errLines()).containsExactly("endpointslice-controller simulate: " + line);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    private JsonNode firstRun() {
        CommandRun run = CommandRun.of("simulate", file, "-o", "json");
        assertThat(run.err()).isEmpty();
        return JsonMapper.shared().readTree(run.out()).path("runs").path(0);
    }

    @DisplayName("--for: what is there, without a name; standard error says what was recorded, and 'simulate' plays it")
    @Test
    void forSomeTime() throws IOException {
        CommandRun run = record("-A", "--for", "2s");

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines())
                .hasSize(2)
                .startsWith("recording to " + file + ": 2 Services, 1 Pod, 1 Node at the beginning; Ctrl-C ends it")
                .last()
                .asString()
                .matches("\\d+ events? in \\d+s; play it: endpointslice-controller simulate " + file);
        String text = Files.readString(file);
        assertThat(text)
                .startsWith("{\"recording\":1,\"about\":\"All namespaces of a cluster, recorded from ")
                .containsPattern("\\{\"at\":\\d+,\"end\":true}\n$")
                .doesNotContain("secret")
                .doesNotContain("192.168")
                .contains("\"targetPort\":8080");
        assertThat(firstRun().path("trace").stringValue()).isEqualTo("shop");
        assertThat(firstRun().path("idealSlices").intValue()).isEqualTo(2);
    }

    @DisplayName("-n: one namespace, and all Nodes")
    @Test
    void oneNamespace() throws Exception {
        CommandRun run = recordWatched("-n", "secret-other");

        assertThat(run.errLines().get(0)).contains(": 1 Service, 0 Pods, 1 Node at the beginning");
        assertThat(Files.readString(file)).contains("\"about\":\"One namespace of a cluster, recorded from ");
    }

    /** Ends with the test's time limit, too, which interrupts it. */
    private static void until(Callable<Boolean> holds) throws Exception {
        while (!holds.call()) {
            LockSupport.parkNanos(MOMENT_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException("has waited in vain");
            }
        }
    }

    @DisplayName("events are in the file at once; whoever interrupts it gets a whole file")
    @Test
    void events() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        StringWriter err = new StringWriter();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Future<Integer> code = executor.submit(() -> {
            thread.complete(Thread.currentThread());
            Console console = new Console(
                    new ByteArrayInputStream(new byte[0]), new PrintWriter(new StringWriter()), new PrintWriter(err));
            return EndpointSliceController.execute(
                    console, "simulate", "--record", file.toString(), "--kubeconfig", kubeconfig, "-A");
        });
        try {
            until(() -> api.watches() >= WATCHES && Files.exists(file));
            api.client()
                    .resource(api.client().getKubernetesSerialization().<Pod>unmarshal(pod("secret-shop", "False")))
                    .update();
            until(() -> Files.readString(file).contains("{\"at\":"));
            thread.get().interrupt();

            assertThat(code.get()).isZero();
            assertThat(err.toString().lines()).last().asString().startsWith("1 event in ");
            assertThat(Files.readString(file)).containsPattern("\\{\"at\":\\d+,\"end\":true}\n$");
            assertThat(firstRun().path("lowerBound").intValue()).isPositive();
        } finally {
            executor.shutdownNow();
        }
    }

    @DisplayName("SIGTERM and Ctrl-C end the process with exit code 0 and a whole file")
    @Test
    void signal() throws Exception {
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndpointSliceController.class.getName(),
                        "simulate",
                        "--record",
                        file.toString(),
                        "--kubeconfig",
                        kubeconfig,
                        "-A")
                // not a pipe, whose reader no time limit can interrupt
                .redirectError(err.toFile())
                .start();
        try {
            until(() -> Files.readString(err).startsWith("recording to ") || !process.isAlive());

            process.destroy();

            assertThat(process.waitFor()).as(Files.readString(err)).isZero();
            assertThat(Files.readString(err).lines()).last().asString().contains("; play it: ");
            assertThat(Files.readString(file)).containsPattern("\\{\"at\":\\d+,\"end\":true}\n$");
        } finally {
            process.destroyForcibly();
        }
    }

    @DisplayName("a file that is there is kept, unless --overwrite is given")
    @Test
    void fileIsThere() throws Exception {
        Files.writeString(file, "mine");

        assertRefused(record("-A"), file + ": is there already: name another file, or give --overwrite");
        assertThat(Files.readString(file)).isEqualTo("mine");
        assertThat(recordWatched("-A", "--overwrite").code()).isZero();
        assertThat(Files.readString(file)).startsWith("{\"recording\":1,");
    }

    @DisplayName("what can't be read or reached: one line, and no file")
    @Test
    void noCluster() throws IOException {
        api.refuseNext("GET", 403, "Forbidden");
        CommandRun forbidden = record("-A");
        assertThat(forbidden.code()).isEqualTo(2);
        assertThat(forbidden.errLines())
                .singleElement()
                .asString()
                .matches("endpointslice-controller simulate: list (services|pods|nodes) is forbidden: "
                        + "Forbidden, says the test");
        Path nobody = MockKubeconfig.write(Files.createDirectory(folder.resolve("away")), "http://127.0.0.1:1");
        CommandRun away = CommandRun.of("simulate", "--record", file, "--kubeconfig", nobody, "-A");
        assertThat(away.code()).isEqualTo(2);
        assertThat(away.errLines())
                .singleElement()
                .asString()
                .startsWith(
                        "endpointslice-controller simulate: the API server at http://127.0.0.1:1/ cannot be reached: ");
        assertThat(file).doesNotExist();
    }

    @DisplayName("mistakes: one line, exit code 2, no file")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-A -n shop              | -A and -n contradict each other: give one of them",
                "-A --for 0s             | --for 0 would record nothing: give a time such as 10m",
                "-A --policy minimal     | --policy is for playing: give it to 'simulate FILE' when FILE is recorded",
                "-A -o html              | --output is for playing: give it to 'simulate FILE' when FILE is recorded",
                "-A calm.json            | --record writes a file and plays none: leave out calm.json",
                "-A --for soon           | Invalid value for option '--for': 'soon' is no duration such as 500ms, 1s or 1m30s; see 'endpointslice-controller simulate --help'",
            })
    void mistakes(String options, String line) {
        assertRefused(record((Object[]) options.split(" ")), line);
        assertThat(file).doesNotExist();
    }

    @DisplayName("a file that can't be one, and what is for --record alone")
    @Test
    void files() {
        Path lost = folder.resolve("none/shop.jsonl");
        assertRefused(
                CommandRun.of("simulate", "--record", lost),
                lost + ": there is no folder " + folder.resolve("none") + ": make it first");
        assertRefused(CommandRun.of("simulate", "--record", folder), folder + ": is a folder: name a file in it");
        Path yaml = folder.resolve("shop.yaml");
        assertRefused(
                CommandRun.of("simulate", "--record", yaml),
                yaml + ": would be read as a workload: name it otherwise, such as FILE.jsonl");
        for (String option : List.of("-A", "--overwrite", "--for=1m", "--kubeconfig=x", "--context=x", "-n=x")) {
            assertRefused(
                    CommandRun.of("simulate", "calm.json", option),
                    "--for, --overwrite, -n, -A, --kubeconfig and --context are for --record, which is not given");
        }
    }
}
