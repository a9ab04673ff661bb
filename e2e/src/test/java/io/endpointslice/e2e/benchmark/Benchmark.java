package io.endpointslice.e2e.benchmark;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The program behind {@code e2e/benchmark.sh}: runs the scenarios, prints the table, writes the JSON file. */
@Command(
        name = "benchmark.sh",
        description = "Measures kube-controller-manager and this controller in turn on the same load.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class Benchmark implements Callable<Integer> {
    private static final int FAILED = 2;
    private static final Duration SETTLING = Duration.ofSeconds(10);

    @Mixin
    private final FlipOptions flips = new FlipOptions();

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            split = ",",
            description = "Only these, in that order (default: all).")
    private List<String> scenarios = List.of();

    @Option(
            names = "--legacy-endpoints",
            paramLabel = "true|false",
            arity = "1",
            split = ",",
            description = "With them, without, or both in turn (default: true,false).")
    private List<Boolean> variants = List.of(true, false);

    @Option(
            names = "--contestant",
            paramLabel = "NAME",
            split = ",",
            description = "Only one: reference or ours (default: reference,ours).")
    private List<Contestant> contestants = ImmutableList.copyOf(Contestant.values());

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each is measured (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--rollout-pods",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many Pods the Deployment of the scenario rollout-N has (default: ${DEFAULT-VALUE}).")
    private int rolloutPods;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes each figure of each run to a file as well.")
    private Optional<Path> json = Optional.empty();

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** Failures are one line on standard error and exit code 2. */
    static CommandLine commandLine() {
        return new CommandLine(new Benchmark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, arguments) -> failed(e.getCommandLine(), e))
                .setExecutionExceptionHandler((e, commandLine, parsed) -> failed(commandLine, e));
    }

    @Override
    public Integer call() {
        if (rounds < 1) {
            throw new IllegalArgumentException("--rounds is " + rounds + ": it has to be at least 1");
        }
        if (rolloutPods < 2) {
            throw new IllegalArgumentException("--rollout-pods is " + rolloutPods + ": it has to be at least 2");
        }
        Session session = new Session(contestants, variants, rounds, SETTLING, System.err::println);
        List<Result> results = new ArrayList<>();
        for (Workload workload : chosen()) {
            ImmutableList<Result> ofWorkload = session.run(workload);
            System.out.print(Report.table(ofWorkload));
            results.addAll(ofWorkload);
            // after each workload anew: what was measured is not lost if a later one fails
            json.ifPresent(file -> JsonReport.save(file, results));
        }
        return 0;
    }

    private ImmutableList<Workload> chosen() {
        ImmutableMap<String, Workload> known = Maps.uniqueIndex(
                List.of(
                        new Flips(1000, flips.settings()),
                        new Flips(5000, flips.settings()),
                        new StartUp(1, 1),
                        new StartUp(20, 1000),
                        new RollingReplacement(1000),
                        new SteadyChanges(20, 100),
                        new BulkCreate(5000),
                        new Rollout(rolloutPods)),
                Workload::name);
        for (String name : scenarios) {
            if (!known.containsKey(name)) {
                throw new IllegalArgumentException(
                        "--scenario " + name + " is not known: " + String.join(", ", known.keySet()) + " are");
            }
        }
        return scenarios.isEmpty()
                ? known.values().asList()
                : scenarios.stream().map(known::get).collect(ImmutableList.toImmutableList());
    }

    private static int failed(CommandLine commandLine, Exception e) {
        commandLine.getErr().println("benchmark: " + e.getMessage());
        return FAILED;
    }
}
