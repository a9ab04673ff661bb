package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only the command that is named is built, which nobody may notice. */
class CommandsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"run", "plan", "diff", "inspect", "compact", "resolve", "demo", "simulate"})
    @DisplayName(
            "the help of each command is the same when all are built, as they are where the arguments are in a file")
    void help(String command) throws IOException {
        CommandRun alone = CommandRun.of(command, "--help");
        CommandRun amongAll = CommandRun.of("@" + Files.writeString(folder.resolve("arguments"), command + " --help"));

        assertThat(alone.code()).isZero();
        assertThat(alone.out()).startsWith("Usage: endpointslice-controller " + command);
        assertThat(amongAll).isEqualTo(alone);
        assertThat(CommandRun.of("--help").out()).containsPattern("(?m)^  " + command + " ");
    }

    @Test
    @DisplayName("options before the command are those of the whole program")
    void optionsFirst() {
        assertThat(CommandRun.of("--version", "plan").out())
                .isEqualTo(CommandRun.of("--version").out());
        assertThat(CommandRun.of("--help", "plan").out())
                .isEqualTo(CommandRun.of("--help").out());
        assertThat(CommandRun.of("-f", "x", "plan"))
                .returns(2, CommandRun::code)
                .extracting(CommandRun::err)
                .asString()
                .startsWith("endpointslice-controller: Unknown options: '-f', 'x'");
    }

    @Test
    @DisplayName("two commands are one too many, whichever is first")
    void twoCommands() {
        assertThat(CommandRun.of("plan", "diff"))
                .returns(2, CommandRun::code)
                .extracting(CommandRun::err)
                .asString()
                .startsWith("endpointslice-controller plan: Unmatched argument at index 1: 'diff'");
    }
}
