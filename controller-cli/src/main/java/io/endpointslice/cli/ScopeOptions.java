package io.endpointslice.cli;

import com.google.common.collect.ImmutableSet;
import io.endpointslice.cli.live.Scope;
import io.endpointslice.cli.manifest.InputException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Services of a cluster a command looks at, as kubectl is told. */
final class ScopeOptions {
    private static final String DEFAULT_NAMESPACE = "default";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NS",
            description = "The namespace; without it that of the kubeconfig's context.")
    private @Nullable String namespace;

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "All namespaces.")
    private boolean allNamespaces;

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "SELECTOR",
            description = "A label selector on Services, such as app=web.")
    private @Nullable String selector;

    /**
     * Checks that the options go together.
     *
     * @param services names that are given beside them
     */
    void check(List<String> services) {
        if (allNamespaces && namespace != null) {
            throw new InputException("-A and -n contradict each other: give one of them");
        }
        if (allNamespaces && !services.isEmpty()) {
            throw new InputException("a Service by name needs one namespace: leave out -A");
        }
        if (selector != null && !services.isEmpty()) {
            throw new InputException("Services are given by name or by -l, not by both");
        }
    }

    /** Checks that nothing is asked for that only a cluster can answer. */
    void checkForManifests() {
        check(List.of());
        if (selector != null) {
            throw new InputException("-l is for a cluster and cannot be given together with -f");
        }
    }

    /** The namespace that is named; empty if none is. */
    Optional<String> namespace() {
        return Optional.ofNullable(namespace);
    }

    /** What is asked for of that cluster. */
    Scope of(KubernetesClient client, List<String> services) {
        return new Scope(
                allNamespaces ? Optional.empty() : Optional.of(orDefault(namespace(), client)),
                Optional.ofNullable(selector),
                ImmutableSet.copyOf(services));
    }

    /** The namespace, or that of the client's context, or {@code default}. */
    static String orDefault(Optional<String> named, KubernetesClient client) {
        return named.or(() -> Optional.ofNullable(client.getConfiguration().getNamespace()))
                .orElse(DEFAULT_NAMESPACE);
    }
}
