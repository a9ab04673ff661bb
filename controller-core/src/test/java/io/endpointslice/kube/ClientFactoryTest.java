package io.endpointslice.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.config.ConfigException;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientFactoryTest {
    private static final String TWO_CONTEXTS = """
            apiVersion: v1
            kind: Config
            current-context: one
            contexts:
            - {name: one, context: {cluster: first, user: me}}
            - {name: two, context: {cluster: second, user: me}}
            - {name: lost, context: {cluster: nowhere, user: me}}
            - {name: nobody, context: {cluster: first, user: stranger}}
            clusters:
            - {name: first, cluster: {server: "https://first.example:6443"}}
            - {name: second, cluster: {server: "https://second.example:6443"}}
            users:
            - {name: me, user: {token: secret}}
            """;

    @TempDir
    private Path folder;

    @Test
    void theCurrentContextOfTheGivenFile() throws IOException {
        Config config = outside().config(Optional.of(file(TWO_CONTEXTS)), Optional.empty());
        assertThat(config.getMasterUrl()).startsWith("https://first.example:6443");
        assertThat(config.getAutoOAuthToken()).isEqualTo("secret");
        assertThat(config.getUserAgent()).isEqualTo("endpointslice-controller");
        assertThat(config.getRequestRetryBackoffLimit()).isZero();
    }

    @Test
    void theContextThatIsAskedFor() throws IOException {
        Config config = outside().config(Optional.of(file(TWO_CONTEXTS)), Optional.of("two"));
        assertThat(config.getMasterUrl()).startsWith("https://second.example:6443");
    }

    @Test
    void theFileOfTheEnvironment() throws IOException {
        ClientFactory factory = new ClientFactory(
                ImmutableMap.of("KUBECONFIG", file(TWO_CONTEXTS).toString()), folder);
        assertThat(factory.config(Optional.empty(), Optional.of("two")).getMasterUrl())
                .startsWith("https://second.example:6443");
    }

    @Test
    void aFileThatIsNotThere() {
        assertRefused(
                folder.resolve("none"), Optional.empty(), "kubeconfig " + folder.resolve("none") + " does not exist");
    }

    @Test
    void aFileThatIsNoKubeconfig() throws IOException {
        assertRefused(file("{ this is: [no yaml"), Optional.empty(), "is no kubeconfig: ");
        assertRefused(file("kind: Config\n"), Optional.empty(), "has no contexts");
        assertRefused(folder, Optional.empty(), "cannot be read");
    }

    @Test
    void aContextThatIsNotThere() throws IOException {
        assertRefused(
                file(TWO_CONTEXTS), Optional.of("three"), "has no context 'three': it has one, two, lost, nobody");
        assertRefused(
                file(TWO_CONTEXTS.replace("current-context: one", "")),
                Optional.empty(),
                "has no current-context: give --context with one of one, two, lost, nobody");
    }

    @Test
    void aContextThatLeadsNowhere() throws IOException {
        assertRefused(
                file(TWO_CONTEXTS),
                Optional.of("lost"),
                "context 'lost' names the cluster 'nowhere', which has no server");
        assertRefused(
                file(TWO_CONTEXTS),
                Optional.of("nobody"),
                "context 'nobody' names the user 'stranger', which is not in the file");
    }

    @Test
    void aClientCertificateThatIsNone() throws IOException {
        Path file = file(TWO_CONTEXTS.replace(
                "token: secret", "client-certificate-data: \"bm9uZQ==\", client-key-data: \"bm9uZQ==\""));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        outside().client(Optional.of(file), Optional.empty()).close());
    }

    @Test
    void aClientCertificateNeedsNoTokenThatWouldBeLookedForWithEachRequest() throws IOException {
        String certificate = TWO_CONTEXTS.replace(
                "token: secret", "client-certificate-data: \"bm9uZQ==\", client-key-data: \"bm9uZQ==\"");
        Config config = outside().config(Optional.of(file(certificate)), Optional.empty());
        assertThat(config.getOauthTokenProvider()).isNotNull();
        assertThat(config.getOauthTokenProvider().getToken()).isEmpty();
        assertThat(outside()
                        .config(Optional.of(file(TWO_CONTEXTS)), Optional.empty())
                        .getOauthTokenProvider())
                .as("a token is read again, since it may have been renewed")
                .isNull();
    }

    @Test
    void noApiServerAtAll() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> outside().config(Optional.empty(), Optional.empty()))
                .withMessageStartingWith("no API server is known: give --kubeconfig");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> outside().config(Optional.empty(), Optional.of("one")))
                .withMessage("--context one needs a kubeconfig: give --kubeconfig or set KUBECONFIG");
    }

    @Test
    void inAPodTheTokenIsReadAgain() throws IOException {
        Files.writeString(folder.resolve("ca.crt"), "certificate");
        Path token = Files.writeString(folder.resolve("token"), "first\n");

        Config config = inPod("fd00::1").config(Optional.empty(), Optional.empty());

        assertThat(config.getMasterUrl()).isEqualTo("https://[fd00::1]:443/");
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("first");
        Files.writeString(token, "second\n");
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("second");
        Files.delete(token);
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("second");
    }

    @Test
    void inAPodWithoutServiceAccount() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> inPod("10.96.0.1").config(Optional.empty(), Optional.empty()))
                .withMessageContaining("ca.crt cannot be read: the Pod needs a service account");
    }

    private void assertRefused(Path file, Optional<String> context, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> outside().config(Optional.of(file), context))
                .withMessageStartingWith("kubeconfig " + file)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    private ClientFactory outside() {
        return new ClientFactory(ImmutableMap.of(), folder.resolve("no-service-account"));
    }

    private ClientFactory inPod(String host) {
        return new ClientFactory(
                ImmutableMap.of("KUBERNETES_SERVICE_HOST", host, "KUBERNETES_SERVICE_PORT", "443"), folder);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), content);
    }
}
