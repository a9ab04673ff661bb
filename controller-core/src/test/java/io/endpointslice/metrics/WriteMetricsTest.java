package io.endpointslice.metrics;

import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.sync.WriteResult;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What our own metrics say of syncs and writes. */
final class WriteMetricsTest {
    private static final String PREFIX = "endpointslice_controller_";

    private final ServiceFacts web = service("web").port("http", 8080).build();
    private final Syncs syncs = new Syncs();

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("conflict", new WriteResult.Conflict("m")),
                Arguments.of("namespace_terminating", new WriteResult.NamespaceTerminating()),
                Arguments.of("forbidden", new WriteResult.Forbidden("m")),
                Arguments.of("invalid", new WriteResult.Invalid("m")),
                Arguments.of("overloaded", new WriteResult.Overloaded("m", Optional.empty())),
                Arguments.of("failed", new WriteResult.Failed("m")),
                Arguments.of("withheld", new WriteResult.Withheld()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    @DisplayName("writes are counted by the answer, of which 0 is there from the beginning")
    void byAnswer(String label, WriteResult answer) {
        String series = "writes_total{controller=\"endpoint_slice\",verb=\"create\",result=\"" + label + "\"}";
        shows(series, 0);
        syncs.answerNext(answer).sync(web);
        shows(series, 1);
        syncs.sync(web);
        shows(series, 1);
        shows("writes_total{controller=\"endpoint_slice\",verb=\"create\",result=\"done\"}", 1);
        shows("write_duration_seconds_count{controller=\"endpoint_slice\",verb=\"create\"}", 2);
    }

    @Test
    @DisplayName("a write that was made counts for each of its reasons, one that was not for none")
    void reasons() {
        syncs.pods(at(1), at(2)).sync(web);
        syncs.gone("p1").pods(at(3)).answerNext(new WriteResult.Failed("m")).sync(web);
        String added = "write_reasons_total{controller=\"endpoint_slice\",verb=\"update\",reason=\"endpoint_added\"}";
        assertThat(syncs.page().value(PREFIX + added)).isEmpty();
        syncs.sync(web);
        shows(added, 1);
        shows("write_reasons_total{controller=\"endpoint_slice\",verb=\"update\",reason=\"endpoint_removed\"}", 1);
        shows("write_reasons_total{controller=\"endpoint_slice\",verb=\"create\",reason=\"endpoint_added\"}", 1);
    }

    @Test
    @DisplayName("P2: what is planned and the least that any plan needs are counted side by side")
    void least() {
        syncs.pods(at(1), at(2), at(3)).sync(web);
        shows("planned_writes_total{controller=\"endpoint_slice\"}", 2);
        shows("least_writes_total{controller=\"endpoint_slice\"}", 2);
        syncs.pods(at(1).ready(false))
                .answerNext(new WriteResult.Failed("m"))
                .sync(web)
                .sync(web);
        shows("planned_writes_total{controller=\"endpoint_slice\"}", 4);
        shows("least_writes_total{controller=\"endpoint_slice\"}", 4);
    }

    @Test
    @DisplayName(
            "P2: writes that merge slices of a quiet Service have a reason of their own, and count neither as planned nor as needed")
    void compaction() {
        syncs.pods(at(1), at(2), at(3), at(4)).sync(web);
        syncs.gone("p1").sync(web).gone("p3").sync(web);
        shows("planned_writes_total{controller=\"endpoint_slice\"}", 4);
        syncs.quiet().sync(web);
        shows("write_reasons_total{controller=\"endpoint_slice\",verb=\"update\",reason=\"compacted\"}", 1);
        shows("write_reasons_total{controller=\"endpoint_slice\",verb=\"delete\",reason=\"compacted\"}", 1);
        shows("planned_writes_total{controller=\"endpoint_slice\"}", 4);
        shows("least_writes_total{controller=\"endpoint_slice\"}", 4);
        syncs.shows("endpoint_slice_controller_num_endpoint_slices", 1);
    }

    @Test
    @DisplayName("bytes and fill are those of the slices that were stored")
    void bytesAndFill() {
        syncs.pods(at(1), at(2), at(3)).sync(web);
        shows("written_bytes_total{controller=\"endpoint_slice\"}", 2000);
        shows("slice_fill_ratio_count", 2);
        shows("slice_fill_ratio_sum", 1.5);
        shows("slice_fill_ratio_bucket{le=\"0.5\"}", 1);
        syncs.gone("p3").sync(web);
        shows("written_bytes_total{controller=\"endpoint_slice\"}", 2000);
        shows("writes_total{controller=\"endpoint_slice\",verb=\"delete\",result=\"done\"}", 1);
    }

    @Test
    @DisplayName("E15: the time from a change to a write that answers it; what happened before the start is left out")
    void changeToWrite() {
        String count = "change_to_write_seconds_count{controller=\"endpoint_slice\"}";
        syncs.at(Syncs.START.plusSeconds(1)).pods(at(1)).sync(web);
        assertThat(syncs.page().value(PREFIX + count))
                .as("the Service is older")
                .isEmpty();
        syncs.at(Syncs.START.plusSeconds(12))
                .pods(at(1).ready(false).readySince(Syncs.START.plusSeconds(10)))
                .sync(web);
        shows(count, 1);
        shows("change_to_write_seconds_sum{controller=\"endpoint_slice\"}", 2);
        syncs.pods(at(1).readySince(Syncs.START.plusSeconds(20))).sync(web);
        shows(count, 2);
        shows("change_to_write_seconds_sum{controller=\"endpoint_slice\"}", 2);
    }

    @Test
    @DisplayName("R1, R2: syncs are counted by how they ended, of which 0 is there from the beginning")
    void syncsByResult() {
        shows("syncs_total{controller=\"endpoint_slice\",result=\"error\"}", 0);
        syncs.answerNext(new WriteResult.Failed("m")).sync(web);
        shows("syncs_total{controller=\"endpoint_slice\",result=\"error\"}", 1);
        syncs.answerNext(new WriteResult.Conflict("m")).sync(web);
        syncs.answerNext(new WriteResult.Withheld()).sync(web);
        shows("syncs_total{controller=\"endpoint_slice\",result=\"put_off\"}", 2);
        syncs.sync(web);
        shows("syncs_total{controller=\"endpoint_slice\",result=\"done\"}", 1);
        syncs.pods(at(1)).syncUnseen(web).syncUnseen(web);
        shows("syncs_total{controller=\"endpoint_slice\",result=\"stale\"}", 1);
        shows("sync_duration_seconds_count{controller=\"endpoint_slice\"}", 6);
    }

    @Test
    @DisplayName("L6: events are counted by reason")
    void events() {
        syncs.answerNext(new WriteResult.Failed("m")).sync(web);
        shows("events_total{controller=\"endpoint_slice\",reason=\"FailedToUpdateEndpointSlices\"}", 1);
    }

    @Test
    @DisplayName("how long writes and syncs take is measured")
    void durations() {
        syncs.eachWriteTakes(Duration.ofMillis(30)).pods(at(1), at(2), at(3)).sync(web);
        shows("write_duration_seconds_sum{controller=\"endpoint_slice\",verb=\"create\"}", 0.06);
        shows("write_duration_seconds_bucket{controller=\"endpoint_slice\",verb=\"create\",le=\"0.025\"}", 0);
        shows("write_duration_seconds_bucket{controller=\"endpoint_slice\",verb=\"create\",le=\"0.05\"}", 2);
        shows("sync_duration_seconds_sum{controller=\"endpoint_slice\"}", 0.06);
    }

    private static PodFixture at(int number) {
        return pod("p" + number).ip("10.0.0." + number).ready();
    }

    private void shows(String series, double value) {
        syncs.shows(PREFIX + series, value);
    }
}
