package io.endpointslice.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.cli.manifest.InputException;
import io.endpointslice.config.Batching;
import io.endpointslice.config.ConfigException;
import io.endpointslice.simulator.EndpointsRun;
import io.endpointslice.simulator.Run;
import io.endpointslice.simulator.Simulation;
import io.endpointslice.simulator.policy.Setting;
import io.endpointslice.simulator.policy.SimulatedPolicy;
import io.endpointslice.simulator.report.CourseRecorder;
import io.endpointslice.simulator.report.Report;
import io.endpointslice.simulator.story.StoryFile;
import io.endpointslice.simulator.timeline.Timeline;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code simulate}: what packing policies cost on workloads, traces of churn and recordings of clusters, in virtual time. */
@Command(
        name = "simulate",
        description = {
            "Runs packing policies over workloads, traces of churn and recordings of clusters, with the controller's own planner and in "
                    + "virtual time, and shows what they write. The initial sync of each Service does not count.",
            "With --record it makes such a recording."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class SimulateCommand implements Callable<Integer> {
    private static final ImmutableList<String> PLAYING = ImmutableList.of(
            "--policy",
            "--max-endpoints-per-slice",
            "--seed",
            "--rewrite-budget",
            "--batching",
            "--output",
            "--output-file",
            "--nodes");

    @Mixin
    private final LogOptions log = new LogOptions();

    private final Console console;

    private List<Path> traces = List.of();

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            split = ",",
            converter = PolicyName.class,
            description = "Only these policies, with commas between them or given several times: "
                    + "reference (a model of Kubernetes' own controller), minimal, merging, churn-aware, clairvoyant "
                    + "(churn-aware, if it knew when each endpoint will change) (default: all).")
    private List<SimulatedPolicy> policies = List.of(SimulatedPolicy.values());

    @Option(
            names = "--max-endpoints-per-slice",
            paramLabel = "N",
            split = ",",
            converter = UpToThousand.class,
            description = "The most endpoints that one slice may hold, 1 to 1000; several with commas between them "
                    + "(default: as each file says).")
    private List<Integer> caps = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides what a policy leaves to chance: the reference takes endpoints out of hash maps "
                    + "(default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--rewrite-budget",
            paramLabel = "FRACTION",
            defaultValue = "0.05",
            converter = PackingOptions.Fraction.class,
            description = "As for run (default: ${DEFAULT-VALUE}).")
    private double rewriteBudget;

    @Option(
            names = "--batching",
            paramLabel = "adaptive|none|DURATION",
            defaultValue = "adaptive",
            converter = BatchingChoice.class,
            description =
                    "How long changes of Pods are gathered before a sync: as the controller does, not at all, or always as "
                            + "long, such as 500ms. Each step of a trace is one sync in any case (default: ${DEFAULT-VALUE}).")
    private Batching batching = Batching.DEFAULT;

    @Mixin
    private final RunOutput output = new RunOutput();

    @Mixin
    private final RecordOptions recording = new RecordOptions();

    private CommandSpec spec = CommandSpec.create();

    SimulateCommand(Console console) {
        this.console = console;
    }

    @Spec
    void setSpec(CommandSpec newSpec) {
        spec = newSpec;
    }

    @Parameters(
            paramLabel = "WORKLOAD|TRACE|RECORDING",
            arity = "0..*",
            description = "Workloads, as YAML, traces, as JSON, and what --record has written.")
    void setTraces(List<Path> files) {
        traces = files;
    }

    /** The Endpoints are run once for all policies and sizes. */
    private record Task(Timeline timeline, SimulatedPolicy policy, int cap, Supplier<EndpointsRun> endpoints) {}

    @Override
    public Integer call() {
        log.applyQuietly();
        if (recording.isGiven()) {
            checkNothingIsPlayed();
            recording.record(console);
            return ExitCode.FINE;
        }
        recording.checkUnused();
        if (traces.isEmpty()) {
            // not left to picocli, which would say so in place of naming a flag that does not exist
            throw new ConfigException("no workload, trace or recording is given: name one or more files");
        }
        output.check();
        ImmutableList<Task> tasks = tasks();
        output.write(console, Report.of(commandLine(), options(), run(tasks)));
        return ExitCode.FINE;
    }

    private void checkNothingIsPlayed() {
        if (!traces.isEmpty()) {
            throw new InputException("--record writes a file and plays none: leave out " + traces.get(0));
        }
        PLAYING.stream()
                .filter(spec.commandLine().getParseResult()::hasMatchedOption)
                .findFirst()
                .ifPresent(option -> {
                    throw new InputException(
                            option + " is for playing: give it to 'simulate FILE' when FILE is recorded");
                });
    }

    /** The runs at once, as many as there are processors; their order is that of the tasks. */
    private ImmutableList<Report.Observed> run(ImmutableList<Task> tasks) {
        try (RunProgress progress = output.mayShowProgress() ? RunProgress.shown(tasks.size()) : RunProgress.HIDDEN) {
            return tasks.parallelStream()
                    .map(task -> {
                        Report.Observed run = run(task);
                        progress.ran();
                        return run;
                    })
                    .collect(toImmutableList());
        }
    }

    private Report.Observed run(Task task) {
        Report.Subject subject = Report.Subject.of(task.timeline());
        CourseRecorder recorder = new CourseRecorder(subject.unit());
        Run run = Simulation.run(
                task.timeline(),
                task.policy(),
                new Setting(task.cap(), seed, rewriteBudget, batching),
                task.endpoints().get(),
                recorder);
        return new Report.Observed(subject, run, recorder.course());
    }

    private String commandLine() {
        return ShellCommand.of(
                spec.root().name(), spec.root().commandLine().getParseResult().originalArgs());
    }

    /** What was chosen, or left at its default. */
    private ImmutableMap<String, String> options() {
        return ImmutableMap.of(
                "policies", joined(policies),
                "most endpoints of a slice", caps.isEmpty() ? "as each file says" : joined(caps),
                "seed", Long.toString(seed),
                "rewrite budget", Double.toString(rewriteBudget),
                "batching", BatchingChoice.name(batching));
    }

    private static String joined(List<?> values) {
        return ImmutableSet.copyOf(values).stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private ImmutableList<Task> tasks() {
        ImmutableList.Builder<Task> tasks = ImmutableList.builder();
        for (Path file : traces) {
            Timeline timeline = StoryFile.read(file);
            Supplier<EndpointsRun> endpoints = Suppliers.memoize(() -> EndpointsRun.of(timeline, batching));
            for (int cap : caps.isEmpty() ? List.of(timeline.maxEndpointsPerSlice()) : ImmutableSet.copyOf(caps)) {
                ImmutableSet.copyOf(policies).forEach(policy -> tasks.add(new Task(timeline, policy, cap, endpoints)));
            }
        }
        return tasks.build();
    }

    private static final class PolicyName implements ITypeConverter<SimulatedPolicy> {
        @Override
        public SimulatedPolicy convert(String text) {
            return Arrays.stream(SimulatedPolicy.values())
                    .filter(policy -> policy.toString().equals(text))
                    .findAny()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not one of "
                            + Arrays.stream(SimulatedPolicy.values())
                                    .map(SimulatedPolicy::toString)
                                    .collect(Collectors.joining(", "))));
        }
    }
}
