package io.endpointslice.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import io.endpointslice.cli.cluster.ClusterObjects;
import io.endpointslice.cli.cluster.ServiceSnapshots;
import io.endpointslice.cli.compact.CompactJson;
import io.endpointslice.cli.compact.CompactTable;
import io.endpointslice.cli.compact.Compactor;
import io.endpointslice.cli.compact.Outcome;
import io.endpointslice.cli.compact.Survey;
import io.endpointslice.cli.live.LiveCluster;
import io.endpointslice.cli.manifest.InputException;
import io.endpointslice.cli.report.Counts;
import io.endpointslice.kube.FabricWriter;
import io.endpointslice.kube.WriteRateLimit;
import io.endpointslice.plan.CompactionPlanner;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compact}: merges the slices of Services that are quiet. Without {@code --apply} it only shows what it would do. */
@Command(
        name = "compact",
        description = {
            "Shows how slices of each Service could be merged, what that costs and what it saves; with --apply it does so.",
            "Only Services are touched for which the controller would write nothing. Every write is sent to every Node, so it "
                    + "pays where a Service is to stay as large as it is.",
            "Exit code: 0 nothing to merge, or all was merged; 1 there is something to merge, with --apply some was left alone; "
                    + "2 or more an error."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CompactCommand implements Callable<Integer> {
    @Mixin
    private final LogOptions log = new LogOptions();

    @Mixin
    private final KubeOptions kube = new KubeOptions();

    @Mixin
    private final ScopeOptions scope = new ScopeOptions();

    @Mixin
    private final ManifestOptions manifests = new ManifestOptions();

    @Mixin
    private final PackingOptions packing = new PackingOptions();

    private final Console console;

    private List<String> services = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = OutputFormat.OfCompact.class,
            description = "table or json (default: ${DEFAULT-VALUE}).")
    private OutputFormat output = OutputFormat.TABLE;

    @Option(names = "--apply", description = "Merge, and do not only show it.")
    private boolean apply;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1",
            description = "With --apply, the most writes a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--quiet-for",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = GoDuration.class,
            description = "With --apply, look twice, so long apart, and leave alone what has changed meanwhile"
                    + " (default: ${DEFAULT-VALUE}).")
    private Duration quietFor = Duration.ZERO;

    @Option(
            names = "--worth",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many writes one slice less is worth: where it takes more, slices stay as they are"
                    + " (default: ${DEFAULT-VALUE}).")
    private int worth;

    CompactCommand(Console console) {
        this.console = console;
    }

    @Parameters(paramLabel = "SERVICE", arity = "0..*", description = "Names of Services; all if none is given.")
    void setServices(List<String> names) {
        services = names;
    }

    @Override
    public Integer call() {
        log.apply();
        CompactWhenQuietOptions.checkRate("--rate", rate);
        CompactWhenQuietOptions.checkWorth("--worth", worth);
        CompactionPlanner planner = new CompactionPlanner(packing.config(), worth);
        if (manifests.areGiven()) {
            return show(Survey.of(ofManifests(), planner));
        }
        scope.check(services);
        try (KubernetesClient client = kube.clientLikeKubectl()) {
            Survey survey = Survey.of(LiveCluster.forPlan(client, scope.of(client, services)), planner);
            return apply && !survey.candidates().isEmpty() ? apply(survey, planner, client) : show(survey);
        }
    }

    private ClusterObjects ofManifests() {
        if (apply || kube.isGiven() || !services.isEmpty()) {
            throw new InputException(
                    "-f is for manifests; --apply, --kubeconfig, --context and names of Services for a cluster: give one of them");
        }
        return manifests.read(console, scope);
    }

    private int show(Survey survey) {
        console.out().print(output == OutputFormat.JSON ? CompactJson.of(survey, List.of()) : CompactTable.of(survey));
        return survey.candidates().isEmpty() ? ExitCode.FINE : ExitCode.DIFFERENCES;
    }

    /** What it costs is said before anything is written. */
    private int apply(Survey survey, CompactionPlanner planner, KubernetesClient client) {
        if (output == OutputFormat.TABLE) {
            console.out().print(CompactTable.of(survey));
            console.out().flush();
        }
        awaitQuiet();
        FabricWriter writer = new FabricWriter(client, new WriteRateLimit(rate, 1));
        Compactor compactor = new Compactor(
                planner,
                seen -> ServiceSnapshots.of(LiveCluster.again(client, seen.service())).stream()
                        .findFirst(),
                write -> writer.write(write, () -> true),
                console::note);
        ImmutableList<Outcome> outcomes =
                survey.candidates().stream().map(compactor::compact).collect(toImmutableList());
        console.out()
                .print(output == OutputFormat.JSON ? CompactJson.of(survey, outcomes) : "\n" + total(outcomes) + "\n");
        return outcomes.stream().allMatch(Outcome::isDone) ? ExitCode.FINE : ExitCode.DIFFERENCES;
    }

    private void awaitQuiet() {
        if (!quietFor.isZero()) {
            console.note("waiting for " + quietFor.toSeconds() + " s, to see what changes");
            Uninterruptibles.sleepUninterruptibly(quietFor);
        }
    }

    private static String total(List<Outcome> outcomes) {
        int left = (int) outcomes.stream().filter(outcome -> !outcome.isDone()).count();
        return Counts.of(outcomes.stream().mapToInt(Outcome::slicesSaved).sum(), "slice") + " fewer, by "
                + Counts.of(outcomes.stream().mapToInt(Outcome::writes).sum(), "write") + "; "
                + Counts.of(left, "Service") + " left alone";
    }
}
