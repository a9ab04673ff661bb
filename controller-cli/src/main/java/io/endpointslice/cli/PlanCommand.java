package io.endpointslice.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan}: manifests in, the plan out, with no cluster at all. */
@Command(
        name = "plan",
        description = "Shows what the controller would write for the cluster that manifests describe.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private final LogOptions log = new LogOptions();

    @Mixin
    private final PackingOptions packing = new PackingOptions();

    private final Console console;

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE|DIR|-",
            required = true,
            description = "Manifests: a file, a folder, or - for standard input; may be given several times.")
    private List<String> sources = List.of();

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        log.apply();
        console.out().println(sources + " " + packing.config());
        return ExitCode.FINE;
    }
}
