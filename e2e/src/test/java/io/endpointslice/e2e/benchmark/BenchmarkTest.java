package io.endpointslice.e2e.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BenchmarkTest {
    @DisplayName("a mistake is one line that says what is wrong, and exit code 2; nothing is started")
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--scenario=flaps    | benchmark: --scenario flaps is not known: flips-1000, flips-5000, start-1x1",
                "--rounds=0          | benchmark: --rounds is 0: it has to be at least 1",
                "--legacy-endpoints=2 | benchmark: Invalid value for option '--legacy-endpoints'",
                "--cold-flips=3      | benchmark: --cold-flips is 3: it has to be an even number from 2",
                "--rollout-pods=1    | benchmark: --rollout-pods is 1: it has to be at least 2",
                "--contestant=theirs | benchmark: Invalid value for option '--contestant'",
            })
    void mistakes(String argument, String message) {
        StringWriter err = new StringWriter();

        int code = Benchmark.commandLine().setErr(new PrintWriter(err, true)).execute(argument);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).startsWith(message).hasLineCount(1);
    }
}
