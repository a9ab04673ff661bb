package io.endpointslice.e2e;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** kube-proxy in nftables mode, for a Node of its own, in a network namespace where its rules can be read. */
final class KubeProxy implements AutoCloseable {
    /** So that the API server can be reached from the namespace. */
    static final String API_SERVER_FLAG = "--bind-address=0.0.0.0";

    private static final String NODE = "of-kube-proxy";

    private final NetworkNamespace network;
    private final ServerProcess process;

    /** Starts it in the namespace, which stays the caller's to close. */
    KubeProxy(ApiServer server, NetworkNamespace network) {
        this.network = network;
        createNode(server.client(), network.innerAddress());
        process = network.start(
                "kube-proxy",
                server.folder().resolve("kube-proxy.log"),
                List.of(
                        server.program("kube-proxy"),
                        "--kubeconfig=" + server.adminKubeconfig(network.outerAddress()),
                        "--proxy-mode=nftables",
                        "--hostname-override=" + NODE,
                        // these limits are the machine's, not the namespace's: 0 leaves them as they are
                        "--conntrack-max-per-core=0",
                        "--conntrack-tcp-timeout-established=0",
                        "--conntrack-tcp-timeout-close-wait=0"));
    }

    /** The rules as they are now. */
    Ruleset ruleset() {
        return Ruleset.parse(network.run("nft", "list", "ruleset").orFail());
    }

    /** The last lines that it has printed. */
    String tail() {
        return process.tail();
    }

    @Override
    public void close() {
        process.kill();
    }

    /** kube-proxy does not start before its Node has an address. */
    private static void createNode(KubernetesClient client, String address) {
        client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(NODE)
                        .endMetadata()
                        .build())
                .create();
        client.nodes()
                .withName(NODE)
                .subresource("status")
                .patch("{\"status\":{\"addresses\":[{\"type\":\"InternalIP\",\"address\":\"%s\"}]}}"
                        .formatted(address));
    }
}
