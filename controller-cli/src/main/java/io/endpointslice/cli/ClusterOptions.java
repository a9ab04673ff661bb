package io.endpointslice.cli;

import io.endpointslice.config.ConfigException;
import io.endpointslice.kube.ClientFactory;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which API server, and what of it; the same for every command that talks to one. */
final class ClusterOptions {
    private static final String NAMESPACE = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "The kubeconfig file. Without it: the file that KUBECONFIG names, else the Pod's service account.")
    private Optional<Path> kubeconfig = Optional.empty();

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The context of the kubeconfig (default: its current-context).")
    private Optional<String> context = Optional.empty();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The only namespace to look at (default: all).")
    private Optional<String> namespace = Optional.empty();

    /** A client for that API server; nothing is sent yet. */
    KubernetesClient client() {
        return ClientFactory.ofProcess().client(kubeconfig, context);
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
