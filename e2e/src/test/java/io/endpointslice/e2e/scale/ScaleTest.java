package io.endpointslice.e2e.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScaleTest {
    @DisplayName("a mistake is one line that says what is wrong, and exit code 2; nothing is started")
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--pods=1000,150     | scale: A cluster of 150 Pods: it has to be a multiple of 100, at most 150000",
                "--change-seconds=0  | scale: --change-seconds is 0: it has to be at least 1",
                "--settle-seconds=-1 | scale: --settle-seconds is -1: it has to be at least 0",
                "--legacy-endpoints=2 | scale: Invalid value for option '--legacy-endpoints'",
            })
    void mistakes(String argument, String message) {
        StringWriter err = new StringWriter();

        int code = Scale.commandLine().setErr(new PrintWriter(err, true)).execute(argument);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith(message).hasLineCount(1);
    }
}
