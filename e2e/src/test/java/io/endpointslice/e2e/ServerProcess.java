package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs until it is stopped; what it prints goes to a file. */
public final class ServerProcess {
    private static final int TAIL_LINES = 15;

    private final String name;
    private final Path log;
    private final Process process;

    private ServerProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts the program; {@code log} gets its standard output and standard error, after what is there already. */
    public static ServerProcess start(String name, Path log, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new ServerProcess(name, log, process);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks the program to end (SIGTERM) and waits for it. The exit code. */
    int terminate(Duration limit) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new AssertionError(name + " did not end within " + limit + " of SIGTERM; it printed:\n" + output());
        }
        return process.exitValue();
    }

    /** Waits for the program to end by itself. The exit code. */
    int awaitEnd(Duration limit) {
        assertThat(Eventually.isTrue(limit, () -> !process.isAlive()))
                .as("%s ends within %s; it printed:\n%s", name, limit, output())
                .isTrue();
        return process.exitValue();
    }

    /** Lets the program do nothing at all (SIGSTOP), without its knowing, until {@link #resume}. */
    void pause() {
        signal("STOP");
    }

    /** Lets the program go on where it was paused (SIGCONT). */
    void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        Program.run("kill", "-" + signal, Long.toString(process.pid())).orFail();
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the program at once (SIGKILL), as a crash does. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** All that the program has printed. */
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines that the program has printed. */
    public String tail() {
        List<String> lines = output().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }
}
