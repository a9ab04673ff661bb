package io.endpointslice.cli;

import com.google.common.collect.ImmutableSet;
import io.endpointslice.cli.cluster.ClusterPlan;
import io.endpointslice.cli.cluster.ClusterPlanner;
import io.endpointslice.cli.live.LiveCluster;
import io.endpointslice.cli.live.Scope;
import io.endpointslice.cli.manifest.InputException;
import io.endpointslice.cli.report.DiffReport;
import io.endpointslice.cli.report.JsonReport;
import io.endpointslice.cli.report.Report;
import io.endpointslice.cli.report.SummaryReport;
import io.endpointslice.config.ControllerConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code diff}: what the controller would write to a live cluster now. Only lists, never writes. */
@Command(
        name = "diff",
        description = {
            "Shows what the controller would write to a cluster now, and writes nothing.",
            "Exit code: 0 no difference, 1 differences, 2 or more an error."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DiffCommand implements Callable<Integer> {
    private static final String DEFAULT_NAMESPACE = "default";

    @Mixin
    private final LogOptions log = new LogOptions();

    @Mixin
    private final PackingOptions packing = new PackingOptions();

    @Mixin
    private final KubeOptions kube = new KubeOptions();

    private final Console console;

    private List<String> services = List.of();

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

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "diff",
            converter = OutputFormat.OfDiff.class,
            description = "diff (unified, of YAML), summary (a table) or json (default: ${DEFAULT-VALUE}).")
    private OutputFormat output = OutputFormat.DIFF;

    DiffCommand(Console console) {
        this.console = console;
    }

    @Parameters(paramLabel = "SERVICE", arity = "0..*", description = "Names of Services; all if none is given.")
    void setServices(List<String> names) {
        services = names;
    }

    @Override
    public Integer call() {
        log.apply();
        checkScope();
        ControllerConfig config = packing.config();
        try (KubernetesClient client = kube.readingClient()) {
            ClusterPlan plan = ClusterPlanner.plan(LiveCluster.read(client, scope(client)), config);
            console.notes(plan);
            console.out().print(report(config).render(plan));
            return plan.writes().isEmpty() ? ExitCode.FINE : ExitCode.DIFFERENCES;
        }
    }

    private void checkScope() {
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

    private Scope scope(KubernetesClient client) {
        Optional<String> one = Optional.ofNullable(namespace)
                .or(() -> Optional.ofNullable(client.getConfiguration().getNamespace()))
                .or(() -> Optional.of(DEFAULT_NAMESPACE));
        return new Scope(
                allNamespaces ? Optional.empty() : one, Optional.ofNullable(selector), ImmutableSet.copyOf(services));
    }

    private Report report(ControllerConfig config) {
        return switch (output) {
            case JSON -> new JsonReport();
            case SUMMARY -> new SummaryReport(config.maxEndpointsPerSlice());
            case DIFF, YAML -> new DiffReport();
        };
    }
}
