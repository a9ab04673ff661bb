package io.endpointslice.cli;

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
        int code = commandLine(console).execute(args);
        console.out().flush();
        System.exit(code);
    }

    /** The whole command line, reading from and writing to that console. */
    static CommandLine commandLine(Console console) {
        Errors errors = new Errors();
        return new CommandLine(new EndpointSliceController())
                .addSubcommand(new RunCommand())
                .addSubcommand(new PlanCommand(console))
                .addSubcommand(new DiffCommand(console))
                .addSubcommand(new InspectCommand(console))
                .addSubcommand(new CompactCommand(console))
                .addSubcommand(new ResolveCommand(console))
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new SimulateCommand(console))
                .setOut(console.out())
                .setErr(console.err())
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }
}
