package io.endpointslice.simulator;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.config.Batching;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.simulator.policy.Setting;
import io.endpointslice.simulator.policy.SimulatedPolicy;
import io.endpointslice.simulator.timeline.Change;
import io.endpointslice.simulator.timeline.Moment;
import io.endpointslice.simulator.timeline.Pace;
import io.endpointslice.simulator.timeline.PlainObjects;
import io.endpointslice.simulator.timeline.Scene;
import io.endpointslice.simulator.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Timelines in which Services come, go, and come again, by hand: 25 Pods, which need 3 slices of each Service. */
class ServicesComeAndGoTest {
    private static final ImmutableMap<String, String> LABELS = ImmutableMap.of("app", "web");
    private static final ServiceFacts WEB = PlainObjects.service("web", LABELS);
    private static final ServiceFacts API = PlainObjects.service("api", LABELS);
    private static final ImmutableList<PodFacts> PODS = IntStream.range(0, 25)
            .mapToObj(i -> PlainObjects.pod(
                    new PlainObjects.Identity(
                            PlainObjects.pod("web-" + i), "uid-" + i, LABELS, PlainObjects.address(i)),
                    new PlainObjects.Standing(false, true, false),
                    PlainObjects.nodeName(0)))
            .collect(toImmutableList());

    private final List<Sync> syncs = new ArrayList<>();

    private static ServiceFacts api(String uid, Optional<ImmutableMap<String, String>> selector) {
        return new ServiceFacts(
                API.key(),
                uid,
                API.labels(),
                false,
                selector,
                API.ipFamilies(),
                API.clusterIp(),
                false,
                API.ports(),
                Optional.empty(),
                false,
                false,
                "");
    }

    private static Moment moment(long at, Change... changes) {
        return new Moment(at, ImmutableList.copyOf(changes));
    }

    private Run run(SimulatedPolicy policy, Moment... moments) {
        Timeline timeline = new Timeline(
                "t",
                "",
                10,
                Pace.REAL,
                new Scene(ImmutableList.of(WEB), PlainObjects.nodes(1, 1), PODS),
                ImmutableList.copyOf(moments));
        return Simulation.run(timeline, policy, new Setting(10, 1, 0.05, Batching.NONE), syncs::add);
    }

    @DisplayName(
            "a Service that comes is synced, and counts; its slices go with it without a write; legacy Endpoints are deleted")
    @ParameterizedTest
    @EnumSource
    void comesAndGoes(SimulatedPolicy policy) {
        Run run = run(
                policy,
                moment(1_000, new Change.ServiceSeen(API)),
                moment(5_000, new Change.ServiceGone(API.key())),
                moment(9_000, new Change.ServiceSeen(API)),
                moment(10_000));

        assertThat(run.totals().creates()).isEqualTo(6);
        assertThat(run.totals().writes()).isEqualTo(6);
        assertThat(run.lowerBound()).isEqualTo(6);
        assertThat(run.finalSlices()).isEqualTo(6);
        assertThat(run.idealSlices()).isEqualTo(6);
        assertThat(run.meanSlices()).isEqualTo((3 * 1 + 6 * 4 + 3 * 4 + 6 * 1) / 10.0);
        assertThat(run.endpoints().writes()).isEqualTo(3);
        assertThat(syncs).extracting(Sync::number).containsExactly(0, 1, 1, 2);
        assertThat(syncs).extracting(sync -> sync.slices().size()).containsExactly(3, 3, 0, 3);
    }

    @DisplayName("a Service that has gone at the end has no slices, and needs none")
    @ParameterizedTest
    @EnumSource
    void staysAway(SimulatedPolicy policy) {
        Run run = run(policy, moment(1_000, new Change.ServiceGone(WEB.key())), moment(2_000));

        assertThat(run.totals().writes()).isZero();
        assertThat(run.finalSlices()).isZero();
        assertThat(run.idealSlices()).isZero();
        assertThat(run.endpoints()).isEqualTo(new EndpointsTotals(1, 0));
    }

    @DisplayName("another Service of the same name begins anew, even if nobody saw that the first one went")
    @ParameterizedTest
    @EnumSource
    void another(SimulatedPolicy policy) {
        Run run = run(
                policy,
                moment(1_000, new Change.ServiceSeen(api("one", Optional.of(LABELS)))),
                moment(2_000, new Change.ServiceSeen(api("two", Optional.of(LABELS)))));

        assertThat(run.totals().creates()).isEqualTo(6);
        assertThat(run.totals().writes()).isEqualTo(6);
        assertThat(run.finalSlices()).isEqualTo(6);
    }

    @DisplayName("E1: a Service that loses its selector is left alone, with its slices; one that gets one is synced")
    @ParameterizedTest
    @EnumSource
    void selectors(SimulatedPolicy policy) {
        Run run = run(
                policy,
                moment(1_000, new Change.ServiceSeen(api("one", Optional.empty()))),
                moment(2_000, new Change.ServiceSeen(api("one", Optional.of(LABELS)))),
                moment(3_000, new Change.ServiceSeen(api("one", Optional.empty()))),
                moment(4_000, new Change.PodGone(PODS.get(0).key())));

        assertThat(run.totals().creates()).isEqualTo(3);
        assertThat(run.totals().updates()).isEqualTo(1);
        assertThat(run.totals().deletes()).isZero();
        assertThat(run.finalSlices()).isEqualTo(6);
    }
}
