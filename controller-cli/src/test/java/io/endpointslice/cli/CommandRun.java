package io.endpointslice.cli;

import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.cluster.ApiJson;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/**
 * One run of the real command line in this process.
 *
 * @param code the exit code
 * @param out standard output
 * @param err standard error
 */
record CommandRun(int code, String out, String err) {
    /** Runs the command with nothing on standard input. */
    static CommandRun of(Object... args) {
        return withInput("", args);
    }

    /** Runs the command with that text on standard input. */
    static CommandRun withInput(String input, Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err));
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        int code = EndpointSliceController.execute(console, words);
        console.out().flush();
        console.err().flush();
        return new CommandRun(code, out.toString(), err.toString());
    }

    /** The lines of standard error. */
    ImmutableList<String> errLines() {
        return ImmutableList.copyOf(err.lines().toList());
    }

    /** Standard output as JSON. */
    JsonNode json() {
        return ApiJson.MAPPER.readTree(out);
    }
}
