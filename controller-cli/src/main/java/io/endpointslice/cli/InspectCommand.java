package io.endpointslice.cli;

import io.endpointslice.cli.cluster.ClusterObjects;
import io.endpointslice.cli.inspect.InspectJson;
import io.endpointslice.cli.inspect.InspectTable;
import io.endpointslice.cli.inspect.Inspection;
import io.endpointslice.cli.inspect.Inspector;
import io.endpointslice.cli.live.LiveCluster;
import io.endpointslice.cli.manifest.InputException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code inspect}: how well the slices of a cluster are packed, and what does not belong there. Only lists, never writes. */
@Command(
        name = "inspect",
        description = {
            "Shows for each Service how its slices are filled, and what is not as it should be; most waste first.",
            "IDEAL is the fewest slices that would do. DUP counts endpoints that stand in more than one slice; OVER "
                    + "slices above the maximum and truncated Endpoints; ORPHANS what belongs to no Service, or to an older "
                    + "one. MANAGED BY says who writes the slices: 'controller', 'mirroring', 'by hand', or another name."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class InspectCommand implements Callable<Integer> {
    @Mixin
    private final LogOptions log = new LogOptions();

    @Mixin
    private final KubeOptions kube = new KubeOptions();

    @Mixin
    private final ScopeOptions scope = new ScopeOptions();

    @Mixin
    private final ManifestOptions manifests = new ManifestOptions();

    @Mixin
    private final SliceSizeOption size = new SliceSizeOption();

    private final Console console;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = OutputFormat.OfInspect.class,
            description = "table, wide (more columns, and every finding) or json (default: ${DEFAULT-VALUE}).")
    private OutputFormat output = OutputFormat.TABLE;

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        log.apply();
        Inspection inspection = Inspector.inspect(objects(), size.maxEndpointsPerSlice());
        console.out()
                .print(
                        output == OutputFormat.JSON
                                ? InspectJson.of(inspection)
                                : InspectTable.of(inspection, output == OutputFormat.WIDE));
        return ExitCode.FINE;
    }

    private ClusterObjects objects() {
        if (manifests.areGiven()) {
            if (kube.isGiven()) {
                throw new InputException(
                        "-f is for manifests, --kubeconfig and --context for a cluster: give one of them");
            }
            return manifests.read(console, scope);
        }
        scope.check(List.of());
        try (KubernetesClient client = kube.clientLikeKubectl()) {
            return LiveCluster.published(client, scope.of(client, List.of()));
        }
    }
}
