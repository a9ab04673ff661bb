package io.endpointslice.cli;

import io.endpointslice.config.ConfigException;
import io.endpointslice.kube.WireFormat;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which API server, and what of it; the same for every command that talks to one. */
final class ClusterOptions {
    private static final String NAMESPACE = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

    @Mixin
    private final KubeOptions kube = new KubeOptions();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The only namespace to look at (default: all).")
    private Optional<String> namespace = Optional.empty();

    /** A controller's client for that API server; nothing is sent yet. */
    KubernetesClient client(WireFormat format) {
        return kube.controllerClient(format);
    }

    /** Whether that is the API server of the Pod that this process runs in. */
    boolean isInPod() {
        return kube.isInPod();
    }

    /** The only namespace to look at; empty for all. */
    Optional<String> namespace() {
        Optional<String> name = namespace.filter(text -> !text.isEmpty());
        if (name.isPresent() && !name.get().matches(NAMESPACE)) {
            throw new ConfigException("--namespace " + name.get() + " is no name of a namespace");
        }
        return name;
    }
}
