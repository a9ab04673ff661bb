package io.endpointslice.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.simulator.Delays;
import io.endpointslice.simulator.EndpointsTotals;
import io.endpointslice.simulator.Run;
import io.endpointslice.simulator.Totals;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What the scripts of a page are given. */
class ReportJsonTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Delays DELAYS =
            new Delays(Duration.ofMillis(140), Duration.ofMillis(1_000), Duration.ofMillis(50), Duration.ofMillis(250));
    private static final Course COURSE = new Course(
            ImmutableList.of(new Course.Sum(0, 0), new Course.Sum(2, 3)), ImmutableList.of(new Course.Change(0, 0, 8)));

    private static Report.Observed observed(String policy, int updates) {
        return new Report.Observed(
                new Report.Subject("calm", "a calm one", Report.TimeUnit.MILLISECONDS),
                new Run(
                        "calm",
                        policy,
                        10,
                        new Totals(0, updates, 0, 24, 5_000),
                        1,
                        1,
                        1,
                        1,
                        new EndpointsTotals(2, 700),
                        DELAYS),
                COURSE);
    }

    @DisplayName(
            "figures as in -o json, and beside them Endpoints, delays and times in seconds, and the ratios to the reference")
    @Test
    void whole() {
        Report report = Report.of(
                "simulate calm.yaml",
                ImmutableMap.of("seed", "1"),
                ImmutableList.of(observed("reference", 4), observed("merging", 3)));

        assertThat(MAPPER.readTree(ReportJson.of(report, 60)).path("stories").path(0))
                .isEqualTo(MAPPER.readTree("""
                        {"name": "calm", "about": "a calm one", "unit": "s", "times": [0.0, 0.001, 0.002], "runs": [
                        %s, "toReference": 1.0, "boundToReference": 0.25, "writes": [0, 0, 3], "rows": [[8, 8, 8]]},
                        %s, "toReference": 0.75, "boundToReference": 0.25, "writes": [0, 0, 3], "rows": [[8, 8, 8]]}]}
                        """.formatted(figures("reference", 4), figures("merging", 3))));
    }

    private static String figures(String policy, int updates) {
        return """
                {"trace": "calm", "policy": "%s", "maxEndpointsPerSlice": 10,
                "totals": {"creates": 0, "updates": %s, "deletes": 0, "writes": %s, "endpointsWritten": 24, "bytesWritten": 5000},
                "lowerBound": 1, "finalSlices": 1, "idealSlices": 1, "meanSlices": 1.0,
                "endpoints": {"writes": 2, "bytesWritten": 700},
                "delays": {"median": 0.14, "p99": 1.0, "medianOfLeaving": 0.05, "p99OfLeaving": 0.25}""".formatted(policy, updates, updates);
    }

    @DisplayName("without the reference there is nothing to compare with")
    @Test
    void alone() {
        Report report = Report.of("", ImmutableMap.of(), ImmutableList.of(observed("merging", 3)));

        assertThat(MAPPER.readTree(ReportJson.of(report, 60)).findParent("toReference"))
                .isNull();
    }
}
