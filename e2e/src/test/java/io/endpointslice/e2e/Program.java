package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A program that has run to its end.
 *
 * @param command with its arguments
 * @param exitCode as the shell has it for a program that is not there: 127
 * @param output standard output and standard error
 */
record Program(List<String> command, int exitCode, String output) {
    private static final int NOT_FOUND = 127;

    /** Runs a program and waits for its end. */
    static Program run(List<String> command) {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return new Program(command, NOT_FOUND, String.valueOf(e.getMessage()));
        }
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Program(command, process.onExit().join().exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Program run(String... command) {
        return run(List.of(command));
    }

    boolean succeeded() {
        return exitCode == 0;
    }

    /** What it printed; fails if it did not succeed. */
    String orFail() {
        assertThat(exitCode)
                .as("exit code of %s, which printed: %s", String.join(" ", command), output)
                .isZero();
        return output;
    }
}
