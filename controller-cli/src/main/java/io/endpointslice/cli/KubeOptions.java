package io.endpointslice.cli;

import com.google.common.base.Strings;
import io.endpointslice.kube.ClientFactory;
import io.endpointslice.kube.WireFormat;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster a command talks to. */
final class KubeOptions {
    private static final Path HOME_KUBECONFIG = Path.of(System.getProperty("user.home", ""), ".kube", "config");

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The kubeconfig file; without it the one in the variable KUBECONFIG, "
                    + "without that the service account of the Pod.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The context of the kubeconfig to use, instead of its current one.")
    private @Nullable String context;

    /** Whether the command line names a cluster. */
    boolean isGiven() {
        return kubeconfig != null || context != null;
    }

    /** A client for the cluster that the user named. */
    KubernetesClient client() {
        return ClientFactory.ofProcess().client(Optional.ofNullable(kubeconfig), Optional.ofNullable(context));
    }

    /** The same for {@code run}: what it reads of Pods and Nodes is not whole. */
    KubernetesClient controllerClient(WireFormat format) {
        return ClientFactory.ofProcess()
                .controllerClient(Optional.ofNullable(kubeconfig), Optional.ofNullable(context), format);
    }

    /** Whether no kubeconfig was named, so that only the API server of a Pod is left. */
    boolean isInPod() {
        return kubeconfig == null && Strings.isNullOrEmpty(System.getenv("KUBECONFIG"));
    }

    /**
     * The same for a command that people run: it may fall back on {@code ~/.kube/config}, as kubectl does, where a controller
     * should not.
     */
    KubernetesClient clientLikeKubectl() {
        return ClientFactory.ofProcess().client(kubeconfigLikeKubectl(), Optional.ofNullable(context));
    }

    /** The same for a command that reads facts alone: what it reads of Pods and Nodes is not whole. */
    KubernetesClient factsClientLikeKubectl() {
        return ClientFactory.ofProcess()
                .controllerClient(kubeconfigLikeKubectl(), Optional.ofNullable(context), WireFormat.PROTOBUF);
    }

    private Optional<Path> kubeconfigLikeKubectl() {
        boolean isNamed = kubeconfig != null
                || System.getenv("KUBECONFIG") != null
                || System.getenv("KUBERNETES_SERVICE_HOST") != null;
        return isNamed || !Files.exists(HOME_KUBECONFIG)
                ? Optional.ofNullable(kubeconfig)
                : Optional.of(HOME_KUBECONFIG);
    }
}
