package io.endpointslice.plan;

import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static io.endpointslice.fixtures.Facts.snapshot;
import static io.endpointslice.fixtures.Facts.tcp;
import static io.endpointslice.model.KubernetesNames.TRIGGER_TIME_ANNOTATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.config.ControllerConfig;
import io.endpointslice.fixtures.Facts;
import io.endpointslice.fixtures.SliceFixture;
import io.endpointslice.fixtures.SnapshotFixture;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.plan.CompactionPlan.Obstacle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a compaction of one Service writes, and which Services it leaves alone. */
class CompactionPlannerTest {
    private static final int WORTH = 10;

    private final ServiceFacts web = service("web").port("http", 8080).build();
    private final CompactionPlanner planner = planner(10);

    @DisplayName("the smaller slice goes into the larger one, whose own endpoints stay in front; then it is deleted")
    @Test
    void merges() {
        CompactionPlan plan = planner.plan(twoSlices().build());

        assertThat(plan.saved()).isEqualTo(1);
        assertThat(plan.slices()).isEqualTo(2);
        assertThat(plan.endpointsWritten()).isEqualTo(3);
        assertThat(plan.steps()).hasSize(1);
        SyncPlan step = plan.steps().get(0);
        assertThat(step.writes()).extracting(SliceWrite::verb).containsExactly("update", "delete");
        assertThat(step.writes()).extracting(write -> write.slice().name()).containsExactly("large", "small");
        assertThat(step.writes())
                .allSatisfy(write -> assertThat(write.reasons()).containsExactly(Reason.COMPACTED));
        assertThat(step.writes().get(0).slice().endpoints())
                .extracting(Endpoint::identity)
                .extracting(Object::toString)
                .containsExactly("b", "a", "c");
        assertThat(step.isCompaction()).isTrue();
        assertThat(step.leastWrites()).isZero();
    }

    @DisplayName("E15: nothing has happened, so the trigger time of a slice that is written goes")
    @Test
    void e15NoTriggerTime() {
        SnapshotFixture world = pods("a", "b")
                .slices(
                        of("a", "10.0.0.1").annotation(TRIGGER_TIME_ANNOTATION, "2026-03-01T10:05:00Z"),
                        of("b", "10.0.0.2").annotation(TRIGGER_TIME_ANNOTATION, "2026-03-01T10:05:00Z"));

        assertThat(planner.plan(world.build()).writes().get(0).slice().meta().annotations())
                .isEmpty();
    }

    @DisplayName("slices of other ports, of an older Service, or on their way out are not merged")
    @Test
    void groups() {
        assertThat(planner.plan(pods("a", "b")
                                .slices(of("a", "10.0.0.1"), of("b", "10.0.0.2").deleting())
                                .build())
                        .steps())
                .isEmpty();
        ServiceFacts named = service("web").port("http", "http").build();
        SnapshotFixture twoPorts = snapshot(named)
                .node("n1", "")
                .pods(
                        pod("a").ip("10.0.0.1").ready().port("http", 8080),
                        pod("b").ip("10.0.0.2").ready().port("http", 9090))
                .slices(
                        slice(named, "a").ports(tcp("http", 8080)).endpoint("a", "10.0.0.1"),
                        slice(named, "b").ports(tcp("http", 9090)).endpoint("b", "10.0.0.2"));
        CompactionPlan plan = planner.plan(twoPorts.build());

        assertThat(plan.obstacle()).isEmpty();
        assertThat(plan.steps()).isEmpty();
    }

    @DisplayName("a Service for which a sync has something to do is left alone")
    @Test
    void notRight() {
        CompactionPlan plan = planner.plan(pods("a", "b", "new")
                .slices(of("a", "10.0.0.1"), of("b", "10.0.0.2"))
                .build());

        assertThat(plan.obstacle()).contains(Obstacle.NOT_RIGHT);
        assertThat(plan.steps()).isEmpty();
        assertThat(planner.plan(pods("a", "b")
                                .slices(of("a", "10.0.0.1"), of("b", "10.0.0.2").ownerUid("older"))
                                .build())
                        .obstacle())
                .contains(Obstacle.NOT_RIGHT);
    }

    @DisplayName("so is one that is being deleted, that has no selector, or that lacks a Pod for want of its Node")
    @Test
    void obstacles() {
        ServiceFacts deleting = service("web").port("http", 8080).deleting().build();
        ServiceFacts handWritten =
                service("web").port("http", 8080).noSelector().build();

        assertThat(planner.plan(snapshot(deleting).build()).obstacle()).contains(Obstacle.DELETING);
        assertThat(planner.plan(snapshot(handWritten).build()).obstacle()).contains(Obstacle.NOT_SELECTING);
        assertThat(planner.plan(twoSlices()
                                .pods(pod("lost").ip("10.0.0.9").node("unknown").ready())
                                .build())
                        .obstacle())
                .contains(Obstacle.INCOMPLETE);
    }

    @DisplayName("a slice that is to stay apart neither gives nor takes")
    @Test
    void apart() {
        assertThat(planner.plan(twoSlices().build(), slice -> slice.name().equals("large"))
                        .steps())
                .isEmpty();
    }

    private SnapshotFixture twoSlices() {
        return pods("a", "b", "c")
                .slices(
                        slice(web, "small").ports(tcp("http", 8080)).endpoint("c", "10.0.0.3"),
                        slice(web, "large")
                                .ports(tcp("http", 8080))
                                .endpoint("b", "10.0.0.2")
                                .endpoint("a", "10.0.0.1"));
    }

    /** Ready Pods of those names, with the addresses 10.0.0.1 and up, on a Node that is there. */
    private SnapshotFixture pods(String... names) {
        SnapshotFixture world = snapshot(web).node("n1", "");
        for (int i = 0; i < names.length; i++) {
            world.pods(pod(names[i]).ip("10.0.0." + (i + 1)).ready());
        }
        return world;
    }

    private SliceFixture of(String pod, String address) {
        return Facts.slice(web, "of-" + pod).ports(tcp("http", 8080)).endpoint(pod, address);
    }

    private static CompactionPlanner planner(int maxEndpointsPerSlice) {
        return new CompactionPlanner(ControllerConfig.DEFAULT.withMaxEndpointsPerSlice(maxEndpointsPerSlice), WORTH);
    }
}
