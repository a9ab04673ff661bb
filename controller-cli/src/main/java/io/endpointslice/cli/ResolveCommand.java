package io.endpointslice.cli;

import io.endpointslice.cli.cluster.ClusterObjects;
import io.endpointslice.cli.cluster.ServiceObject;
import io.endpointslice.cli.live.LiveCluster;
import io.endpointslice.cli.manifest.InputException;
import io.endpointslice.cli.resolve.ApisixNodes;
import io.endpointslice.cli.resolve.Consumer;
import io.endpointslice.cli.resolve.Resolution;
import io.endpointslice.cli.resolve.ResolveJson;
import io.endpointslice.cli.resolve.ResolveTable;
import io.endpointslice.cli.resolve.Resolver;
import io.endpointslice.cli.resolve.Target;
import io.endpointslice.config.ConfigException;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.ServiceKey;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code resolve}: the backends of a Service, as those who read its slices compute them. Only lists, never writes. */
@Command(
        name = "resolve",
        description = {
            "Shows the backends of a Service as a consumer such as kube-proxy computes them from its slices.",
            "All slices of the Service are merged, whoever manages them, and each address and port counts once. Ready "
                    + "endpoints are used; if there is none, those that serve while they terminate. Hints for zones and "
                    + "Nodes count only if every ready endpoint has one."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ResolveCommand implements Callable<Integer> {
    @Mixin
    private final LogOptions log = new LogOptions();

    @Mixin
    private final KubeOptions kube = new KubeOptions();

    @Mixin
    private final ManifestOptions manifests = new ManifestOptions();

    private final Console console;

    private String target = "";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NS",
            description =
                    "The Service's namespace; without it that of the kubeconfig's context, or, for manifests, the one "
                            + "in which such a Service stands.")
    private @Nullable String namespace;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "What a consumer in that zone uses; without it, every zone is summed up.")
    private @Nullable String zone;

    @Option(
            names = "--node",
            paramLabel = "NODE",
            description = "What a consumer on that Node uses. Without --zone the Node's own zone counts.")
    private @Nullable String node;

    @Option(
            names = "--from-endpoints",
            description = "Read the legacy Endpoints object instead, and say what it lacks of the slices.")
    private boolean fromEndpoints;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = OutputFormat.OfResolve.class,
            description =
                    "table, json, or apisix: the upstream nodes (host, port, weight) that the APISIX ingress controller "
                            + "derives, which takes ready endpoints only and knows no hints (default: ${DEFAULT-VALUE}).")
    private OutputFormat output = OutputFormat.TABLE;

    ResolveCommand(Console console) {
        this.console = console;
    }

    @Parameters(
            paramLabel = "SERVICE[:PORT]",
            description = "A Service, and the name or number of one of its ports; without a port, all of them.")
    void setTarget(String text) {
        target = text;
    }

    @Override
    public Integer call() {
        log.apply();
        checkOptions();
        Target asked = Target.parse(target);
        if (manifests.areGiven()) {
            show(asked, manifests.read(console), Optional.ofNullable(namespace));
        } else {
            try (KubernetesClient client = kube.clientLikeKubectl()) {
                String one = ScopeOptions.orDefault(Optional.ofNullable(namespace), client);
                ServiceKey key = new ServiceKey(one, asked.service());
                show(asked, LiveCluster.ofService(client, key, nodeToRead(), fromEndpoints), Optional.of(one));
            }
        }
        return ExitCode.FINE;
    }

    private void checkOptions() {
        if (manifests.areGiven() && kube.isGiven()) {
            throw new InputException("-f is for manifests, --kubeconfig and --context for a cluster: give one of them");
        }
        boolean somewhere = zone != null || node != null;
        if (somewhere && fromEndpoints) {
            throw new InputException("Endpoints know no zones and no hints: leave out --zone and --node");
        }
        if (somewhere && output == OutputFormat.APISIX) {
            throw new InputException("the APISIX ingress controller knows no hints: leave out --zone and --node");
        }
    }

    /** The only Node that has to be known, and only if its zone is not given. */
    private Optional<String> nodeToRead() {
        return zone == null ? Optional.ofNullable(node) : Optional.empty();
    }

    private void show(Target asked, ClusterObjects objects, Optional<String> in) {
        ServiceObject service = asked.serviceIn(objects.services(), in);
        if (output == OutputFormat.APISIX) {
            ApisixNodes nodes = fromEndpoints
                    ? ApisixNodes.fromEndpoints(service, asked, objects)
                    : ApisixNodes.fromSlices(service, asked, objects);
            console.out().print(nodes.json());
            return;
        }
        Resolution resolution = fromEndpoints
                ? Resolver.fromEndpoints(service, asked, objects)
                : Resolver.fromSlices(service, asked, objects, consumer(objects));
        resolution.notes().forEach(note -> console.note("note: " + note));
        console.out().print(output == OutputFormat.JSON ? ResolveJson.of(resolution) : ResolveTable.of(resolution));
    }

    private Consumer consumer(ClusterObjects objects) {
        String ofNode = nodeToRead()
                .map(name -> Optional.ofNullable(objects.nodes().get(name))
                        .map(NodeFacts::zone)
                        .orElseThrow(() -> new ConfigException("Node " + name + " does not exist")))
                .orElse("");
        return new Consumer(zone == null ? ofNode : zone, node == null ? "" : node);
    }
}
