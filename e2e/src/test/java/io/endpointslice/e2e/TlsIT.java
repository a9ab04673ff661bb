package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.endpointslice.kube.ClientFactory;
import io.endpointslice.kube.OneLine;
import io.endpointslice.kube.WireFormat;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.netty.handler.ssl.OpenSsl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** That TLS by Netty's library trusts whom it should, and nobody else. */
@EnabledOnOs(OS.LINUX)
@ExtendWith(SharedApiServer.class)
final class TlsIT {
    private static final String CA = "certificate-authority:.*";

    @TempDir
    private Path folder;

    private String kubeconfig = "";

    @BeforeEach
    void read(ApiServer server) throws IOException {
        assertThat(OpenSsl.isAvailable())
                .as("Netty's library: %s", OpenSsl.unavailabilityCause())
                .isTrue();
        kubeconfig = Files.readString(server.adminKubeconfig());
        assertThat(kubeconfig).containsPattern(CA).contains("https://127.0.0.1:");
    }

    @Test
    @DisplayName("the API server of the kubeconfig is trusted, and knows who asks by the client certificate")
    void trusted() throws IOException {
        assertThat(ask(kubeconfig)).contains("\"namespaces\"", "\"secrets\"");
    }

    @Test
    @DisplayName("an API server whose certificate is by another authority is not")
    void anotherAuthority() {
        // the client's own certificate has signed nothing
        assertRefused(kubeconfig.replaceFirst(
                CA, "certificate-authority: " + kubeconfig.replaceFirst("(?s).*client-certificate: (\\S+).*", "$1")));
    }

    @Test
    @DisplayName("an API server whose certificate is for another name is not")
    void anotherName() {
        assertRefused(kubeconfig.replace("https://127.0.0.1:", "https://localhost:"));
    }

    @Test
    @DisplayName("insecure-skip-tls-verify trusts any, as everywhere")
    void insecure() throws IOException {
        assertThat(ask(kubeconfig
                        .replaceAll(CA, "insecure-skip-tls-verify: true")
                        .replace("https://127.0.0.1:", "https://localhost:")))
                .contains("\"namespaces\"");
    }

    private void assertRefused(String text) {
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> ask(text))
                .satisfies(refused ->
                        assertThat(OneLine.of(refused)).containsPattern("(?i)certificat|subject alternative"));
    }

    private String ask(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("kubeconfig"), text);
        try (KubernetesClient client =
                ClientFactory.ofProcess().controllerClient(Optional.of(file), Optional.empty(), WireFormat.PROTOBUF)) {
            return client.raw("/api/v1");
        }
    }
}
