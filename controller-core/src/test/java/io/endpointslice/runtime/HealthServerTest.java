package io.endpointslice.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.endpointslice.config.ConfigException;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.metrics.Metrics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthServerTest {
    private static final Metrics METRICS = new Metrics(ControllerConfig.DEFAULT, InstantSource.system());

    private Optional<String> notReady = Optional.of("not listed yet: nodes");

    @Test
    void probes() throws IOException, InterruptedException {
        try (HealthServer server = new HealthServer("127.0.0.1:0", Optional::empty, () -> notReady, METRICS)) {
            assertThat(get(server, "/healthz")).isEqualTo("200 ok\n");
            assertThat(get(server, "/readyz")).isEqualTo("503 not listed yet: nodes\n");
            notReady = Optional.empty();
            assertThat(get(server, "/readyz")).isEqualTo("200 ok\n");
            assertThat(get(server, "/")).startsWith("404 ");
            assertThat(get(server, "/healthzz")).startsWith("404 ");
        }
    }

    @Test
    void anAddressWithoutHostStandsForAll() throws IOException, InterruptedException {
        try (HealthServer server = new HealthServer(":0", Optional::empty, Optional::empty, METRICS)) {
            assertThat(get(server, "/healthz")).isEqualTo("200 ok\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8081", "localhost", ":99999", "::"})
    void addressesThatAreNone(String address) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new HealthServer(address, Optional::empty, Optional::empty, METRICS).close())
                .withMessage("--health-address " + address + " is no host:port or :port, such as :8081");
    }

    @Test
    void anAddressThatIsTaken() {
        try (HealthServer server = new HealthServer("127.0.0.1:0", Optional::empty, Optional::empty, METRICS)) {
            String address = "127.0.0.1:" + server.port();
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> new HealthServer(address, Optional::empty, Optional::empty, METRICS).close())
                    .withMessage("--health-address " + address + ": Address already in use");
        }
    }

    @Test
    void metrics() throws IOException, InterruptedException {
        try (HealthServer server = new HealthServer("127.0.0.1:0", Optional::empty, Optional::empty, METRICS)) {
            HttpResponse<byte[]> plain = send(request(server, "/metrics"));
            assertThat(plain.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(new String(plain.body(), UTF_8))
                    .contains("\nendpoint_slice_controller_num_endpoint_slices 0.0\n");
        }
    }

    @Test
    void metricsForPrometheus() throws IOException, InterruptedException {
        try (HealthServer server = new HealthServer("127.0.0.1:0", Optional::empty, Optional::empty, METRICS)) {
            HttpResponse<byte[]> packed = send(request(server, "/metrics")
                    .header("Accept", "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.5")
                    .header("Accept-Encoding", "deflate, gzip"));
            assertThat(packed.headers().firstValue("Content-Type"))
                    .as("the classic format, as the reference answers to the same question")
                    .contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
            try (InputStream body = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
                assertThat(new String(body.readAllBytes(), UTF_8))
                        .contains("# TYPE endpoint_slice_controller_changes counter\n");
            }
        }
    }

    @Test
    void onlyGet() throws IOException, InterruptedException {
        try (HealthServer server = new HealthServer("127.0.0.1:0", Optional::empty, Optional::empty, METRICS)) {
            HttpRequest.Builder post = request(server, "/metrics").POST(HttpRequest.BodyPublishers.noBody());
            assertThat(send(post).statusCode()).isEqualTo(405);
        }
    }

    private static HttpRequest.Builder request(HealthServer server, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String get(HealthServer server, String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send(request(server, path));
        return response.statusCode() + " " + new String(response.body(), UTF_8);
    }
}
