package io.endpointslice.cli;

import io.endpointslice.cli.cluster.ClusterPlan;
import io.endpointslice.cli.cluster.ClusterPlanner;
import io.endpointslice.cli.report.JsonReport;
import io.endpointslice.cli.report.Report;
import io.endpointslice.cli.report.SummaryReport;
import io.endpointslice.cli.report.YamlReport;
import io.endpointslice.config.ConfigException;
import io.endpointslice.config.ControllerConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan}: manifests in, the plan out, with no cluster at all. */
@Command(
        name = "plan",
        description = {
            "Shows what the controller would write for the cluster that manifests describe; no cluster is needed.",
            "Services, Pods, Nodes, EndpointSlices and Endpoints count, other kinds are skipped with a note. "
                    + "Objects without a namespace are in 'default'."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private final LogOptions log = new LogOptions();

    @Mixin
    private final PackingOptions packing = new PackingOptions();

    @Mixin
    private final EndpointsOptions endpoints = new EndpointsOptions();

    @Mixin
    private final ManifestOptions manifests = new ManifestOptions();

    private final Console console;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "yaml",
            converter = OutputFormat.OfPlan.class,
            description = "yaml (the objects to write), summary (a table) or json (default: ${DEFAULT-VALUE}).")
    private OutputFormat output = OutputFormat.YAML;

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        log.apply();
        if (!manifests.areGiven()) {
            // not left to picocli, which would say so in place of naming a flag that does not exist
            throw new ConfigException("no manifests are given: name a file or folder with -f, or - for standard input");
        }
        ControllerConfig config = endpoints.applyTo(packing.config());
        ClusterPlan plan = ClusterPlanner.plan(manifests.read(console), config);
        console.notes(plan);
        console.out().print(report(config).render(plan));
        return ExitCode.FINE;
    }

    private Report report(ControllerConfig config) {
        return switch (output) {
            case JSON -> new JsonReport();
            case SUMMARY -> new SummaryReport(config);
            default -> new YamlReport();
        };
    }
}
