package io.endpointslice.kube;

import io.fabric8.kubernetes.client.OAuthTokenProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The token of the Pod's service account, read for each request, since the kubelet replaces it about every hour. */
final class ServiceAccountToken implements OAuthTokenProvider {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceAccountToken.class);

    private final Path file;
    private volatile String last;

    /** Reads the token for the first time. */
    ServiceAccountToken(Path file) throws IOException {
        this.file = file;
        this.last = read();
    }

    @Override
    public String getToken() {
        try {
            last = read();
        } catch (IOException e) {
            LOG.warn("{} cannot be read, the token read before is used: {}", file, OneLine.of(e));
        }
        return last;
    }

    private String read() throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).trim();
    }
}
