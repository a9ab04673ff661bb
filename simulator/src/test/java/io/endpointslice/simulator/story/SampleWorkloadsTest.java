package io.endpointslice.simulator.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.simulator.RecountedBound;
import io.endpointslice.simulator.Run;
import io.endpointslice.simulator.Simulation;
import io.endpointslice.simulator.Sync;
import io.endpointslice.simulator.policy.Setting;
import io.endpointslice.simulator.policy.SimulatedPolicy;
import io.endpointslice.simulator.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workloads of the documentation. */
class SampleWorkloadsTest {
    static Stream<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../docs/examples/workloads"))) {
            return files.sorted().toList().stream();
        }
    }

    @DisplayName(
            "each runs, says what it is about, has the lower bound that its syncs show, and ends with few slices more than needed")
    @ParameterizedTest
    @MethodSource("samples")
    void runs(Path file) {
        Timeline timeline = StoryFile.read(file);
        Setting setting = new Setting(timeline.maxEndpointsPerSlice(), 1, 0.05);

        List<Sync> syncs = new ArrayList<>();

        Run run = Simulation.run(timeline, SimulatedPolicy.CHURN_AWARE, setting, syncs::add);

        assertThat(timeline.about()).isNotEmpty();
        assertThat(run.totals().writes()).isGreaterThanOrEqualTo(run.lowerBound());
        assertThat(run.lowerBound()).isPositive().isEqualTo(RecountedBound.of(syncs, timeline.maxEndpointsPerSlice()));
        assertThat(run.finalSlices())
                .isLessThanOrEqualTo(
                        run.idealSlices() + timeline.start().services().size());
    }
}
