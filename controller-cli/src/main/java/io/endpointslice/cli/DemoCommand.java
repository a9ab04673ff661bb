package io.endpointslice.cli;

import io.endpointslice.cli.demo.Bars;
import io.endpointslice.cli.demo.Demo;
import io.endpointslice.cli.demo.DemoOptions;
import io.endpointslice.cli.demo.Scenario;
import io.endpointslice.cli.manifest.InputException;
import io.endpointslice.cli.manifest.Manifests;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code demo}: the controller at work, with no cluster needed. */
@Command(
        name = "demo",
        description = {
            "Shows the controller at work on an API server inside this process: first sync, a rolling update, and what both cost.",
            "The cluster is a built-in example, or what --from names, whose largest Service is rolled over."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DemoCommand implements Callable<Integer> {
    private static final int DEFAULT_PODS = 250;
    private static final int MAX_PODS = 2000;

    @Mixin
    private final LogOptions log = new LogOptions();

    @Mixin
    private final PackingOptions packing = new PackingOptions();

    @Mixin
    private final EndpointsOptions endpoints = new EndpointsOptions();

    private final Console console;

    @Option(
            names = "--from",
            paramLabel = "FILE|DIR|-",
            description =
                    "Manifests of your own cluster in place of the example, as for 'plan -f', such as the output of "
                            + "'kubectl get services,pods,nodes -A -o yaml'; may be given several times.")
    private List<String> sources = List.of();

    @Option(
            names = "--pods",
            paramLabel = "N",
            converter = PodCount.class,
            description = "How many Pods the example's Service has that is rolled over, 1 to " + MAX_PODS
                    + " (default: " + DEFAULT_PODS + ").")
    private int pods;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another number, another example and another order of events (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--plain",
            description =
                    "Only lines, nothing drawn in place; the default if the output is no terminal or NO_COLOR is set.")
    private boolean plain;

    @Option(names = "--keep-running", description = "Go on until Ctrl-C, and say how to look at it with kubectl.")
    private boolean keepRunning;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        log.applyQuietly();
        Bars bars = Terminal.shows(Bars.UNICODE.all()) ? Bars.UNICODE : Bars.ASCII;
        boolean live = !plain && Terminal.mayDraw();
        DemoOptions options = new DemoOptions(seed, endpoints.applyTo(packing.config()), live, bars, keepRunning);
        boolean fine = new Demo(options, console.out()).run(scenario());
        return fine ? ExitCode.FINE : ExitCode.INTERNAL_ERROR;
    }

    private Scenario scenario() {
        if (sources.isEmpty()) {
            return Scenario.example(seed, pods == 0 ? DEFAULT_PODS : pods, Instant.now());
        }
        if (pods != 0) {
            throw new InputException("--pods is for the example and cannot be given together with --from");
        }
        return Scenario.of(Manifests.objects(sources, console.in(), console::note));
    }

    private static final class PodCount implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (text.matches("[0-9]{1,9}")) {
                int value = Integer.parseInt(text);
                if (value >= 1 && value <= MAX_PODS) {
                    return value;
                }
            }
            throw new TypeConversionException("'" + text + "' is not a number between 1 and " + MAX_PODS);
        }
    }
}
