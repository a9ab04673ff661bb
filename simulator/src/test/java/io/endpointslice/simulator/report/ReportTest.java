package io.endpointslice.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.simulator.Delays;
import io.endpointslice.simulator.EndpointsTotals;
import io.endpointslice.simulator.Run;
import io.endpointslice.simulator.Totals;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The figures as text. */
class ReportTest {
    private static final EndpointsTotals ENDPOINTS = new EndpointsTotals(7, 70_000);
    private static final Delays DELAYS =
            new Delays(Duration.ofMillis(20), Duration.ofMillis(840), Duration.ofMillis(10), Duration.ofMillis(250));
    private static final List<Run> RUNS = List.of(
            new Run("calm", "reference", 100, new Totals(1, 20, 3, 2_000, 400_000), 12, 9, 8, 8.25, ENDPOINTS, DELAYS),
            new Run("calm", "merging", 100, new Totals(0, 12, 0, 1_200, 240_000), 12, 8, 8, 8, ENDPOINTS, DELAYS),
            new Run("calm", "merging", 50, new Totals(0, 0, 0, 0, 0), 0, 16, 16, 16, ENDPOINTS, Delays.NONE));

    @DisplayName("JSON: every figure under the name of the traces' documentation, and no other")
    @Test
    void json() {
        JsonMapper mapper = JsonMapper.builder().build();

        assertThat(mapper.readTree(JsonRuns.of(RUNS.subList(0, 1)))).isEqualTo(mapper.readTree("""
                {"runs": [{"trace": "calm", "policy": "reference", "maxEndpointsPerSlice": 100,
                  "totals": {"creates": 1, "updates": 20, "deletes": 3, "writes": 24, "endpointsWritten": 2000,
                             "bytesWritten": 400000},
                  "lowerBound": 12, "finalSlices": 9, "idealSlices": 8, "meanSlices": 8.25}]}
                """));
    }

    @DisplayName("table: the ratio is to the reference with the same trace and limit, where that ran")
    @Test
    void table() {
        assertThat(RunTable.of(RUNS, 1000)).isEqualTo("""
                TRACE  POLICY     MAX  WRITES  TO REFERENCE  CREATES  UPDATES  DELETES  ENDPOINTS   BYTES  LOWER BOUND  SLICES  IDEAL   MEAN  OBJECTS  OBJECT BYTES   DELAY     P99  LEAVING  LEAVING P99
                calm   reference  100      24          1.00        1       20        3       2000  400000           12       9      8   8.25        7         70000  0.02 s  0.84 s   0.01 s       0.25 s
                calm   merging    100      12          0.50        0       12        0       1200  240000           12       8      8   8.00        7         70000  0.02 s  0.84 s   0.01 s       0.25 s
                calm   merging     50       0             -        0        0        0          0       0            0      16     16  16.00        7         70000       -       -        -            -
                Every Node receives these bytes: 1000 Nodes at least 0.0 MB (calm, merging, 50), at most 400.0 MB (calm, reference, 100).
                """);
    }
}
