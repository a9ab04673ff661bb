package io.endpointslice.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WatchTroubleTest {
    private final List<String> lines = new ArrayList<>();
    private long now;
    private final WatchTrouble trouble = new WatchTrouble(
            "https://api:6443/",
            new Ticker() {
                @Override
                public long read() {
                    return now;
                }
            },
            lines::add);

    @Test
    @DisplayName("One line at once for all resources, then one every 10 s")
    void repeatsEveryTenSeconds() {
        trouble.failed("pods", new IOException("Connection refused"));
        trouble.failed("nodes", new IOException("Connection refused"));
        now = Duration.ofSeconds(9).toNanos();
        trouble.failed("pods", new IOException("Connection refused"));
        assertThat(lines).containsExactly("waiting for the API server at https://api:6443/: Connection refused");

        now = Duration.ofSeconds(10).toNanos();
        trouble.failed("pods", new CompletionException(new UnknownHostException("api")));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).isEqualTo("waiting for the API server at https://api:6443/: unknown host api");
    }

    @Test
    void forbiddenNamesVerbAndResource() {
        trouble.failed("pods", error(403, "GET at https://api:6443/api/v1/pods", "pods is forbidden"));
        trouble.failed("pods", error(403, "GET at https://api:6443/api/v1/pods?watch=true", "pods is forbidden"));
        trouble.failed("nodes", error(403, "GET at https://api:6443/api/v1/nodes", "nodes is forbidden"));
        assertThat(lines)
                .containsExactly(
                        "list pods is forbidden: pods is forbidden",
                        "watch pods is forbidden: pods is forbidden",
                        "list nodes is forbidden: nodes is forbidden");
    }

    @Test
    void certificateThatIsNotTrusted() {
        trouble.failed("pods", new IOException(new CertificateException("unable to find valid\ncertification path")));
        assertThat(lines)
                .containsExactly("the certificate of the API server at https://api:6443/ is not trusted:"
                        + " unable to find valid certification path");
    }

    @Test
    void serverThatAnswersWithAnError() {
        trouble.failed("pods", error(500, "GET", "etcdserver: no leader"));
        assertThat(lines)
                .containsExactly("the API server at https://api:6443/ does not serve pods now: etcdserver: no leader");
    }

    private static Throwable error(int code, String message, String statusMessage) {
        return new CompletionException(new KubernetesClientException(
                message,
                code,
                new StatusBuilder().withCode(code).withMessage(statusMessage).build()));
    }
}
