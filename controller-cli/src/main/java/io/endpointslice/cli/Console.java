package io.endpointslice.cli;

import io.endpointslice.cli.cluster.ClusterPlan;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and writes. Text is UTF-8 whatever the locale says.
 *
 * @param in standard input
 * @param out standard output: the result and nothing else
 * @param err standard error: notes and errors, one line each
 */
record Console(InputStream in, PrintWriter out, PrintWriter err) {
    /** The console of this process. */
    static Console ofProcess() {
        return new Console(
                System.in,
                writer(new FileOutputStream(FileDescriptor.out), false),
                writer(new FileOutputStream(FileDescriptor.err), true));
    }

    private static PrintWriter writer(OutputStream stream, boolean flushLines) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), flushLines);
    }

    /** One line of standard error. */
    void note(String line) {
        err.println(line);
        err.flush();
    }

    /** What the plan had to leave out, and why: one line of standard error each. */
    void notes(ClusterPlan plan) {
        plan.warnings().forEach(warning -> note("note: " + warning));
        plan.errors().forEach(error -> note("note: " + error));
    }
}
