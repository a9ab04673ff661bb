package io.endpointslice.cli;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line {@code endpointslice-controller}. */
@Command(
        name = EndpointSliceController.NAME,
        description = "Turns Services and Pods into EndpointSlices with as few writes as possible.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class EndpointSliceController {
    static final String NAME = "endpointslice-controller";

    private EndpointSliceController() {}

    public static void main(String[] args) {
        Console console = Console.ofProcess();
        int code = execute(console, args);
        console.out().flush();
        System.exit(code);
    }

    /** Does what the arguments say, reading from and writing to that console; the exit code. */
    static int execute(Console console, String... args) {
        Errors errors = new Errors();
        CommandLine commandLine = new CommandLine(new EndpointSliceController());
        commands(console, args).forEach((name, command) -> commandLine.addSubcommand(name, command.get()));
        return commandLine
                .setOut(console.out())
                .setErr(console.err())
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .execute(args);
    }

    /** The command that the arguments begin with, or all: to look at the options of each takes a good part of the start. */
    private static Map<String, Supplier<Object>> commands(Console console, String... args) {
        ImmutableMap<String, Supplier<Object>> all = ImmutableMap.<String, Supplier<Object>>builder()
                .put("run", RunCommand::new)
                .put("plan", () -> new PlanCommand(console))
                .put("diff", () -> new DiffCommand(console))
                .put("inspect", () -> new InspectCommand(console))
                .put("compact", () -> new CompactCommand(console))
                .put("resolve", () -> new ResolveCommand(console))
                .put("demo", () -> new DemoCommand(console))
                .put("simulate", () -> new SimulateCommand(console))
                .put("record-start", () -> new RecordStartCommand(console))
                .buildOrThrow();
        return args.length > 0 && all.containsKey(args[0]) ? Maps.filterKeys(all, args[0]::equals) : all;
    }
}
