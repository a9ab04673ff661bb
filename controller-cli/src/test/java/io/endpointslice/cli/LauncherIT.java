package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher at the top of the repository, and the runnable jar that it starts. */
class LauncherIT {
    private static final Path LAUNCHER =
            Path.of("..", "endpointslice-controller").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private CommandRun run(Path command, Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command.toString()));
        words.addAll(List.of(args));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().write(Yaml.NODE.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        return new CommandRun(process.waitFor(), Files.readString(out), Files.readString(err));
    }

    @Test
    @DisplayName("paths are those of the caller's folder, also through a link")
    void relativePaths() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("cluster.yaml"), Yaml.documents(Yaml.SERVICE, Yaml.NODE, Yaml.pod("a", "10.0.0.1")));
        Path link = Files.createSymbolicLink(folder.resolve("link"), LAUNCHER);

        CommandRun run = run(link, Map.of(), "plan", "-f", "cluster.yaml", "-o", "summary");

        Files.delete(link);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(0);
        assertThat(run.out()).contains("1 write (least possible 1)");
    }

    @Test
    @DisplayName("standard input is read through the launcher")
    void standardInput() throws IOException, InterruptedException {
        CommandRun run = run(LAUNCHER, Map.of(), "plan", "-f", "-");

        assertThat(run).isEqualTo(new CommandRun(0, "# nothing to write: 0 slices are right as they are\n", ""));
    }

    @Test
    @DisplayName("a mistake: one line, exit code 2")
    void mistake() throws IOException, InterruptedException {
        assertThat(run(LAUNCHER, Map.of(), "plan", "-f", "none.yaml"))
                .isEqualTo(new CommandRun(2, "", "endpointslice-controller plan: none.yaml: no such file or folder\n"));
    }

    @Test
    @DisplayName("no Java: one line that says what to install")
    void noJava() throws IOException, InterruptedException {
        CommandRun run = run(LAUNCHER, Map.of("JAVA_HOME", folder.toString()), "--version");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).contains("install a JDK, 17 or newer");
    }

    @Test
    @DisplayName("an old Java: one line that says what to install")
    void oldJava() throws IOException, InterruptedException {
        Path java = folder.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        CommandRun run = run(LAUNCHER, Map.of("JAVA_HOME", folder.toString()), "--version");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).contains("is version 11: install a JDK, 17 or newer");
    }

    @Test
    @DisplayName("a start that was recorded is what later ones begin with, with all that run needs beside a cluster")
    void recordedStart() throws IOException, InterruptedException {
        assertThat(run(LAUNCHER, Map.of(), "--record-start")).isEqualTo(new CommandRun(0, "", ""));

        CommandRun run = run(LAUNCHER, Map.of("JAVA_OPTS", "-Xlog:class+load"), "record-start");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Rolling update of shop/web");
        for (String name : List.of(
                "io.endpointslice.cli.RunCommand",
                "io.endpointslice.kube.LeaderElection",
                "io.endpointslice.kube.protobuf.PodMessage",
                "io.endpointslice.kube.protobuf.WatchMessage",
                "io.endpointslice.kube.protobuf.SliceMessage",
                "io.endpointslice.plan.SlicePlanner",
                "io.netty.handler.ssl.SslHandler")) {
            assertThat(run.out()).containsPattern(Pattern.quote(name) + " source: shared objects file");
        }
        assertThat(run(LAUNCHER, Map.of(), "plan", "-f", "-"))
                .isEqualTo(new CommandRun(0, "# nothing to write: 0 slices are right as they are\n", ""));
    }

    @Test
    @DisplayName("a command beside --record-start: one line, exit code 2")
    void recordAndRun() throws IOException, InterruptedException {
        assertThat(run(LAUNCHER, Map.of(), "--record-start", "run"))
                .isEqualTo(
                        new CommandRun(
                                2,
                                "",
                                "endpointslice-controller: --record-start stands alone: give the command in a call of its own\n"));
    }
}
