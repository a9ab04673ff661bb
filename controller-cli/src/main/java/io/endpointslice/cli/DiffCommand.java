package io.endpointslice.cli;

import io.endpointslice.cli.cluster.ClusterPlan;
import io.endpointslice.cli.cluster.ClusterPlanner;
import io.endpointslice.cli.live.LiveCluster;
import io.endpointslice.cli.report.DiffReport;
import io.endpointslice.cli.report.JsonReport;
import io.endpointslice.cli.report.Report;
import io.endpointslice.cli.report.SummaryReport;
import io.endpointslice.config.ControllerConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.Callable;
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
    @Mixin
    private final LogOptions log = new LogOptions();

    @Mixin
    private final PackingOptions packing = new PackingOptions();

    @Mixin
    private final EndpointsOptions endpoints = new EndpointsOptions();

    @Mixin
    private final KubeOptions kube = new KubeOptions();

    @Mixin
    private final ScopeOptions scope = new ScopeOptions();

    private final Console console;

    private List<String> services = List.of();

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
        scope.check(services);
        ControllerConfig config = endpoints.applyTo(packing.config());
        try (KubernetesClient client = kube.clientLikeKubectl()) {
            ClusterPlan plan = ClusterPlanner.plan(LiveCluster.forPlan(client, scope.of(client, services)), config);
            console.notes(plan);
            console.out().print(report(config).render(plan));
            return plan.writes().isEmpty() ? ExitCode.FINE : ExitCode.DIFFERENCES;
        }
    }

    private Report report(ControllerConfig config) {
        return switch (output) {
            case JSON -> new JsonReport();
            case SUMMARY -> new SummaryReport(config);
            default -> new DiffReport();
        };
    }
}
