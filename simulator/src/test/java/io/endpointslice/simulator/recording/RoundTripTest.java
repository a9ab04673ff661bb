package io.endpointslice.simulator.recording;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.config.Batching;
import io.endpointslice.simulator.EndpointsTotals;
import io.endpointslice.simulator.MixedWorkload;
import io.endpointslice.simulator.Run;
import io.endpointslice.simulator.Simulation;
import io.endpointslice.simulator.SyncObserver;
import io.endpointslice.simulator.policy.Setting;
import io.endpointslice.simulator.policy.SimulatedPolicy;
import io.endpointslice.simulator.timeline.Change;
import io.endpointslice.simulator.timeline.Moment;
import io.endpointslice.simulator.timeline.Scene;
import io.endpointslice.simulator.timeline.Timeline;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens in a workload, recorded and played again, beside the workload itself. */
class RoundTripTest {
    private static final String KEY = "a key";
    private static final Timeline DIRECT = MixedWorkload.timeline();
    private static final Timeline PLAYED = RecordingReader.read("mix.jsonl", "mix", Tape.of(DIRECT, KEY));

    /** The workload with its names replaced, but never written nor read. */
    private static Timeline renamed() {
        Pseudonyms pseudonyms = Tape.pseudonyms(KEY);
        Scene start = DIRECT.start();
        // in the order in which a recording meets them, since addresses are numbered
        Scene renamed = new Scene(
                changes(start.services(), Change.ServiceSeen::new, pseudonyms).stream()
                        .map(change -> ((Change.ServiceSeen) change).service())
                        .collect(toImmutableList()),
                changes(start.nodes(), Change.NodeSeen::new, pseudonyms).stream()
                        .map(change -> ((Change.NodeSeen) change).node())
                        .collect(toImmutableList()),
                changes(start.pods(), Change.PodSeen::new, pseudonyms).stream()
                        .map(change -> ((Change.PodSeen) change).pod())
                        .collect(toImmutableList()));
        return new Timeline(
                "mix",
                "A test, recorded from 2026-01-31T12:00:00Z on",
                100,
                DIRECT.pace(),
                renamed,
                DIRECT.moments().stream()
                        .map(moment -> new Moment(
                                moment.atMillis(), changes(moment.changes(), Function.identity(), pseudonyms)))
                        .collect(toImmutableList()));
    }

    private static <T> ImmutableList<Change> changes(
            Collection<T> objects, Function<T, Change> change, Pseudonyms pseudonyms) {
        return objects.stream().map(change).map(pseudonyms::of).collect(toImmutableList());
    }

    /** Changes are gathered for so long that syncs begin at the same times, however many writes the one before makes. */
    private static Run run(Timeline timeline, SimulatedPolicy policy) {
        Batching batching = new Batching.Fixed(Duration.ofSeconds(1));
        return Simulation.run(timeline, policy, new Setting(10, 1, 0.05, batching), SyncObserver.NONE);
    }

    @DisplayName("nothing is lost, and nothing comes at another time")
    @Test
    void same() {
        assertThat(PLAYED).isEqualTo(renamed());
        assertThat(DIRECT.moments()).hasSizeGreaterThan(100);
    }

    @DisplayName("what does not depend on the order of names is the same in the end, under each policy")
    @ParameterizedTest
    @EnumSource
    void figures(SimulatedPolicy policy) {
        Run played = run(PLAYED, policy);

        assertThat(figures(played)).isEqualTo(figures(run(DIRECT, policy)));
        assertThat(played.lowerBound()).isPositive();
    }

    private static ImmutableMap<String, Object> figures(Run run) {
        EndpointsTotals endpoints = run.endpoints();
        return ImmutableMap.of(
                "lower bound", run.lowerBound(),
                "ideal", run.idealSlices(),
                "objects", endpoints.writes(),
                "delays", run.delays());
    }
}
