package io.endpointslice.cli;

import io.endpointslice.config.ConfigException;
import io.endpointslice.simulator.report.HtmlPage;
import io.endpointslice.simulator.report.JsonRuns;
import io.endpointslice.simulator.report.Report;
import io.endpointslice.simulator.report.RunTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How {@code simulate} shows its figures, and where. */
final class RunOutput {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = RunFormat.Named.class,
            description = "table, json, or html: a report with charts, one file that needs no network "
                    + "(default: ${DEFAULT-VALUE}).")
    private RunFormat format = RunFormat.TABLE;

    @Option(
            names = "--output-file",
            paramLabel = "FILE",
            description = "Write the result to this file, in place of standard output.")
    private @Nullable Path file;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "1000",
            converter = AtLeastOne.class,
            description =
                    "For the sums over all Nodes in table and html: how many receive what is written (default: ${DEFAULT-VALUE}).")
    private int nodes;

    /** Whether somebody who looks at standard error is to be shown how far it is: not if this looks like a part of a script. */
    boolean mayShowProgress() {
        boolean piped = format == RunFormat.JSON && file == null && !Terminal.isOutput();
        return !piped && Terminal.mayDrawErrors();
    }

    /**
     * A mistake that can be seen before the runs are made.
     *
     * @throws ConfigException if the file can't be one
     */
    void check() {
        if (file != null) {
            TargetFile.check(file);
        }
    }

    /**
     * Writes what came out.
     *
     * @throws ConfigException if the file can't be written
     */
    void write(Console console, Report report) {
        String text = text(report);
        if (file == null) {
            console.out().print(text);
            return;
        }
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new ConfigException(file + ": cannot be written: " + failure.getMessage(), failure);
        }
    }

    private String text(Report report) {
        return switch (format) {
            case TABLE -> RunTable.of(report.runs(), nodes);
            case JSON -> JsonRuns.of(report.runs());
            case HTML -> HtmlPage.of(report, nodes);
        };
    }
}
