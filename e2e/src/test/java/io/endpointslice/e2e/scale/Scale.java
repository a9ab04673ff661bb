package io.endpointslice.e2e.scale;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.e2e.benchmark.JsonReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code e2e/scale.sh}: measures clusters of several sizes, prints the figures, writes the JSON file. */
@Command(
        name = "scale.sh",
        description =
                "Measures this controller on clusters of up to 150,000 Pods, against a stand-in for the API server.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class Scale implements Callable<Integer> {
    private static final int FAILED = 2;

    @Option(
            names = "--pods",
            paramLabel = "N",
            split = ",",
            description = "The sizes of the clusters (default: 1000,10000,20000,100000,150000).")
    private List<Integer> pods = List.of(1000, 10_000, 20_000, 100_000, 150_000);

    @Option(
            names = "--legacy-endpoints",
            paramLabel = "true|false",
            arity = "1",
            split = ",",
            description = "With them, without, or both in turn (default: true,false).")
    private List<Boolean> variants = List.of(true, false);

    @Option(
            names = "--java-options",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "The launcher's JAVA_OPTS, such as -Xmx256m (default: none).")
    private String javaOptions = "";

    @Option(
            names = "--change-seconds",
            paramLabel = "N",
            defaultValue = "300",
            description = "How long 100 Pods a second change (default: ${DEFAULT-VALUE}).")
    private int changeSeconds;

    @Option(
            names = "--settle-seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "The rest before memory is read (default: ${DEFAULT-VALUE}).")
    private int settleSeconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures to a file as well.")
    private Optional<Path> json = Optional.empty();

    /** What one cluster has shown. */
    private record Result(
            int pods, boolean legacyEndpoints, String javaOptions, ImmutableMap<String, Double> figures) {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** Failures are one line on standard error and exit code 2. */
    static CommandLine commandLine() {
        return new CommandLine(new Scale())
                .setParameterExceptionHandler((e, arguments) -> failed(e.getCommandLine(), e))
                .setExecutionExceptionHandler((e, commandLine, parsed) -> failed(commandLine, e));
    }

    @Override
    public Integer call() {
        if (changeSeconds < 1) {
            throw new IllegalArgumentException("--change-seconds is " + changeSeconds + ": it has to be at least 1");
        }
        if (settleSeconds < 0) {
            throw new IllegalArgumentException("--settle-seconds is " + settleSeconds + ": it has to be at least 0");
        }
        ImmutableList<ClusterShape> shapes =
                pods.stream().map(ClusterShape::new).collect(ImmutableList.toImmutableList());
        List<Result> results = new ArrayList<>();
        for (boolean legacyEndpoints : variants) {
            for (ClusterShape shape : shapes) {
                results.add(measure(new Setting(
                        shape,
                        legacyEndpoints,
                        javaOptions,
                        Duration.ofSeconds(changeSeconds),
                        Duration.ofSeconds(settleSeconds))));
                // after each anew: what was measured is not lost if a later one fails
                json.ifPresent(file -> JsonReport.save(file, results));
            }
        }
        return 0;
    }

    private static Result measure(Setting setting) {
        System.err.println(setting.title());
        try (Measurement measurement = new Measurement(setting, folder())) {
            ImmutableMap<String, Double> figures = measurement.run().byName();
            System.out.printf("%n%s%n", setting.title());
            figures.forEach((name, value) -> System.out.printf(Locale.ROOT, "  %-50s %12.2f%n", name, value));
            return new Result(setting.shape().pods(), setting.legacyEndpoints(), setting.javaOptions(), figures);
        }
    }

    private static Path folder() {
        try {
            Path work = Files.createDirectories(Path.of(System.getProperty("e2e.workDir", "target/e2e-servers")));
            return Files.createTempDirectory(work, "scale-").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("No folder for the stand-in: " + e.getMessage(), e);
        }
    }

    private static int failed(CommandLine commandLine, Exception e) {
        commandLine.getErr().println("scale: " + e.getMessage());
        return FAILED;
    }
}
