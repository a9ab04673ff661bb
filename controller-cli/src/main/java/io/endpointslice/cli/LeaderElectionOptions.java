package io.endpointslice.cli;

import io.endpointslice.config.ConfigException;
import io.endpointslice.config.LeaderElectionConfig;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How instances of {@code run} agree on the one that writes. The options are the reference's. */
final class LeaderElectionOptions {
    @Option(
            names = "--leader-elect",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Write only while holding a lease that one instance can hold"
                    + " (default: true in a Pod, false with a kubeconfig).")
    private Optional<Boolean> elect = Optional.empty();

    @Option(
            names = "--leader-elect-lease-duration",
            paramLabel = "DURATION",
            defaultValue = "15s",
            converter = GoDuration.class,
            description = "How long a lease that is not renewed keeps others from taking it, in whole seconds"
                    + " (default: ${DEFAULT-VALUE}).")
    private Duration leaseDuration = Duration.ZERO;

    @Option(
            names = "--leader-elect-renew-deadline",
            paramLabel = "DURATION",
            defaultValue = "10s",
            converter = GoDuration.class,
            description = "How long after the last renewal of its lease an instance may write"
                    + " (default: ${DEFAULT-VALUE}).")
    private Duration renewDeadline = Duration.ZERO;

    @Option(
            names = "--leader-elect-retry-period",
            paramLabel = "DURATION",
            defaultValue = "2s",
            converter = GoDuration.class,
            description = "Between two attempts to take or renew the lease (default: ${DEFAULT-VALUE}).")
    private Duration retryPeriod = Duration.ZERO;

    @Option(
            names = "--leader-elect-resource-lock",
            paramLabel = "leases",
            defaultValue = "leases",
            description = "What the lease is; there is only one choice (default: ${DEFAULT-VALUE}).")
    private String resourceLock = "";

    @Option(
            names = "--leader-elect-resource-name",
            paramLabel = "NAME",
            defaultValue = "endpointslice-controller",
            description = "The name of the Lease (default: ${DEFAULT-VALUE}).")
    private String name = "";

    @Option(
            names = "--leader-elect-resource-namespace",
            paramLabel = "NAME",
            defaultValue = "kube-system",
            description = "The namespace of the Lease (default: ${DEFAULT-VALUE}).")
    private String namespace = "";

    /**
     * The election to take part in; empty if there is none. Options that are out of range are a mistake only if there is one,
     * as in the reference.
     *
     * @param inPod whether the API server is that of the Pod that this process runs in
     */
    Optional<LeaderElectionConfig> config(boolean inPod) {
        if (!elect.orElse(inPod)) {
            return Optional.empty();
        }
        if (!resourceLock.equals("leases")) {
            throw new ConfigException(
                    "--leader-elect-resource-lock " + resourceLock + " is not leases, the only kind of lock there is");
        }
        return Optional.of(new LeaderElectionConfig(namespace, name, leaseDuration, renewDeadline, retryPeriod));
    }
}
