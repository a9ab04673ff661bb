package io.endpointslice.e2e.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ReportTest {
    @Test
    @DisplayName("a row has least, median and most of both contestants, and the ratio of the medians")
    void row() {
        String table = Report.table(List.of(
                result(Contestant.REFERENCE, 1, 30),
                result(Contestant.OURS, 1, 4),
                result(Contestant.OURS, 2, 3),
                result(Contestant.REFERENCE, 2, 50),
                result(Contestant.REFERENCE, 3, 40),
                result(Contestant.OURS, 3, 9)));

        assertThat(rows(table, "CPU")).containsExactly("CPU per change, ms 30.0 40.0 50.0 3.00 4.00 9.00 0.100");
    }

    @Test
    @DisplayName("what only one contestant has is shown without a ratio")
    void oneContestant() {
        assertThat(rows(Report.table(List.of(result(Contestant.OURS, 1, 123.4))), "CPU"))
                .containsExactly("CPU per change, ms - 123 123 123 -");
    }

    private static List<String> rows(String table, String start) {
        return table.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
    }

    private static Result result(Contestant contestant, int round, double value) {
        return new Result("flips-1000", contestant, round, ImmutableMap.of("CPU per change, ms", value));
    }
}
