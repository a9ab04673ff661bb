package io.endpointslice.cli.start;

import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An API server in this process that gives {@link RecordedAnswers} on a free port of 127.0.0.1, with TLS by a certificate of its own.
 */
public final class RecordedApi implements AutoCloseable {
    /** It logs every request. Held here, since the level is lost when the logger is collected. */
    private static final Logger SERVER_LOG = Logger.getLogger("io.fabric8.mockwebserver");

    private final MockWebServer server = new MockWebServer();
    private final RecordedAnswers answers = new RecordedAnswers();

    /** Starts to answer. */
    public RecordedApi() {
        SERVER_LOG.setLevel(Level.OFF);
        server.setDispatcher(answers);
        server.useHttps();
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    /**
     * Writes a kubeconfig for it into that folder, with the server's certificate as CA, and as that of a client too.
     *
     * @return its path
     */
    @SuppressWarnings("removal") // Vert.x has moved this class; the mock server has not followed yet
    public Path kubeconfig(Path folder) throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: recorded
                contexts: [{name: recorded, context: {cluster: recorded, user: recorded}}]
                clusters: [{name: recorded, cluster: {server: "https://localhost:%d", certificate-authority: "%s"}}]
                users: [{name: recorded, user: {client-certificate: "%2$s", client-key: "%s"}}]
                """.formatted(
                        server.getPort(),
                        server.getSelfSignedCertificate().certificatePath(),
                        server.getSelfSignedCertificate().privateKeyPath()));
    }

    /** Waits until a controller watches all that it needs, and has written something; false if that took longer. */
    public boolean awaitController(Duration limit) throws InterruptedException {
        return answers.awaitController(limit);
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
