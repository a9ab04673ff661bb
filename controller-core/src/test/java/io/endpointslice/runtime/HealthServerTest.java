package io.endpointslice.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.endpointslice.config.ConfigException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthServerTest {
    private Optional<String> notReady = Optional.of("not listed yet: nodes");

    @Test
    void probes() throws IOException, InterruptedException {
        try (HealthServer server = new HealthServer("127.0.0.1:0", Optional::empty, () -> notReady)) {
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
        try (HealthServer server = new HealthServer(":0", Optional::empty, Optional::empty)) {
            assertThat(get(server, "/healthz")).isEqualTo("200 ok\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8081", "localhost", ":99999", "::"})
    void addressesThatAreNone(String address) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new HealthServer(address, Optional::empty, Optional::empty).close())
                .withMessage("--health-address " + address + " is no host:port or :port, such as :8081");
    }

    @Test
    void anAddressThatIsTaken() {
        try (HealthServer server = new HealthServer("127.0.0.1:0", Optional::empty, Optional::empty)) {
            String address = "127.0.0.1:" + server.port();
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> new HealthServer(address, Optional::empty, Optional::empty).close())
                    .withMessage("--health-address " + address + ": Address already in use");
        }
    }

    private static String get(HealthServer server, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
