package io.endpointslice.cli.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.InetAddress;
import java.util.Collection;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An API server in this process: fabric8's mock server in CRUD mode, on a free port of 127.0.0.1, without TLS. */
final class EmbeddedApi implements AutoCloseable {
    /** It logs every request. Held here, since the level is lost when the logger is collected. */
    private static final Logger SERVER_LOG = Logger.getLogger("io.fabric8.mockwebserver");

    private final MockWebServer server = new MockWebServer();

    /**
     * Starts with these objects.
     *
     * @param seed of the names that it makes
     */
    EmbeddedApi(Collection<HasMetadata> objects, long seed) {
        SERVER_LOG.setLevel(Level.OFF);
        EmbeddedObjects store = new EmbeddedObjects(new RandomNames(seed));
        objects.forEach(store::put);
        server.setDispatcher(store);
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    /** {@code http://127.0.0.1:PORT}. */
    String url() {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.getPort();
    }

    /** A client for it, whatever the environment and the user's kubeconfig say. */
    KubernetesClient client() {
        Config config = Config.empty();
        config.setMasterUrl(url() + "/");
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
