package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} as a process of its own, with an API server in memory. */
@Timeout(120)
class RunCommandTest {
    private static final Pattern HEALTH_PORT = Pattern.compile("health on port ([0-9]+)");

    @TempDir
    private Path folder;

    private final MockWebServer api = new MockWebServer();
    private KubernetesClient client;

    @BeforeEach
    void start() {
        api.setDispatcher(new KubernetesCrudDispatcher());
        api.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(api.url("/").toString())
                        .build())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        api.shutdown();
    }

    @Test
    @DisplayName("R5: run gets ready, writes, and ends within 5 s with exit code 0 on SIGTERM")
    void runsUntilSigterm() throws IOException, InterruptedException {
        client.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withNamespace("shop")
                        .withName("web")
                        .endMetadata()
                        .withNewSpec()
                        .withSelector(Map.of("app", "web"))
                        .withClusterIP("10.96.0.1")
                        .withIpFamilies("IPv4")
                        .endSpec()
                        .build())
                .create();
        Process process = run(
                "--kubeconfig",
                kubeconfig().toString(),
                "--health-address",
                "127.0.0.1:0",
                // the mock server knows nothing else
                "--kube-api-content-type=application/json",
                "-v");
        try (BufferedReader log = process.errorReader(StandardCharsets.UTF_8)) {
            Matcher port = HEALTH_PORT.matcher(lineWith(log, "health on port"));
            assertThat(port.find()).isTrue();
            assertThat(lineWith(log, "SLICES create shop/")).contains("the Service has no endpoints");
            assertThat(client.discovery()
                            .v1()
                            .endpointSlices()
                            .inNamespace("shop")
                            .list()
                            .getItems())
                    .hasSize(1);
            assertThat(get(port.group(1), "/readyz")).isEqualTo(200);
            assertThat(get(port.group(1), "/healthz")).isEqualTo(200);
            assertThat(get(port.group(1), "/metrics")).isEqualTo(200);

            long start = System.nanoTime();
            // not of the process itself, which would close the log too
            assertThat(process.toHandle().destroy()).isTrue();
            assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();

            assertThat(process.exitValue()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(lineWith(log, "stopped")).contains("INFO");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aMissingKubeconfigIsOneLineAndExitCode2() throws IOException, InterruptedException {
        Process process = run("--kubeconfig", folder.resolve("none").toString());
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(error)
                .isEqualTo("endpointslice-controller run: kubeconfig " + folder.resolve("none") + " does not exist\n");
    }

    private static Process run(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EndpointSliceController.class.getName(),
                "run"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).start();
    }

    private Path kubeconfig() throws IOException {
        return MockKubeconfig.write(folder, api.url("/").toString());
    }

    private static String lineWith(BufferedReader log, String text) throws IOException {
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("no line with '" + text + "' in the log");
    }

    private static int get(String port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
