package io.endpointslice.sync;

import static io.endpointslice.fixtures.Facts.node;
import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.churn.ChurnHistory;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.fixtures.ServiceFixture;
import io.endpointslice.mapping.MappingNote;
import io.endpointslice.model.Event;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.Plan;
import io.endpointslice.plan.PlanViolationException;
import io.endpointslice.plan.SlicePlanner;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.plan.Write;
import io.endpointslice.queue.FakeTime;
import io.endpointslice.state.Cause;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.SyncRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One sync with the real planner against an API server that shows its slices when told to. One endpoint per slice. */
final class ServiceSyncerTest {
    private static final ServiceFacts WEB = service("web").port("http", 8080).build();
    private static final ServiceKey KEY = WEB.key();
    private static final SyncOutcome STALE = new SyncOutcome.Stale();

    private final ClusterState state = new ClusterState();
    private final FakeApi api = new FakeApi();
    private final List<Optional<Instant>> triggerTimes = new ArrayList<>();
    private final List<Event> reported = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final FakeTime time = new FakeTime();
    private final ServiceSyncer syncer = syncer(this::plan);

    @BeforeEach
    void aServiceWithTwoReadyPods() {
        state.nodeSeen(node("n1", "z1"));
        state.serviceSeen(WEB);
        state.podSeen(pod("a").ip("10.0.0.1").ready().build());
        state.podSeen(pod("b").ip("10.0.0.2").ready().build());
    }

    @Test
    @DisplayName("R1: a sync makes all writes of the plan, and the next one on the shown result none")
    void writesAllAndIsStable() {
        assertThat(syncer.sync(KEY)).matches(outcome -> ((SyncOutcome.Done) outcome).written() == 2);
        assertThat(api.asked()).containsExactly("create", "create");
        api.showTo(state);
        assertThat(syncer.sync(KEY))
                .matches(outcome -> ((SyncOutcome.Done) outcome).plan().writes().isEmpty());
        assertThat(api.asked()).hasSize(2);
        assertThat(heard)
                .containsExactly(
                        "SLICES plans 2 writes",
                        "SLICES create Stored after PT1S",
                        "SLICES create Stored after PT1S",
                        "SLICES shop/web Done after PT2S",
                        "SLICES plans 0 writes",
                        "SLICES shop/web Done after PT0S");
    }

    @Test
    @DisplayName("R2: no write is made from a view that lacks one of our writes; the view asks when it is fresh")
    void staleView() {
        syncer.sync(KEY);
        assertThat(syncer.sync(KEY)).isEqualTo(STALE);
        assertThat(api.asked()).hasSize(2);
        ImmutableList<Slice> slices = api.slices();
        assertThat(state.sliceSeen(slices.get(0))).isEmpty();
        assertThat(syncer.sync(KEY)).isEqualTo(STALE);
        assertThat(state.sliceSeen(slices.get(1)))
                .containsExactly(new SyncRequest(ControllerName.SLICES, KEY, Cause.VIEW_CAUGHT_UP));
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Done.class);
    }

    @Test
    @DisplayName("R2: a delete is expected too")
    void staleAfterDelete() {
        syncer.sync(KEY);
        api.showTo(state);
        state.podGone(new PodKey("shop", "b"));
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Done.class);
        assertThat(api.slices()).hasSize(1);
        assertThat(syncer.sync(KEY)).isEqualTo(STALE);
        api.showTo(state);
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Done.class);
    }

    @Test
    @DisplayName("E1: nothing is written for a Service that is not there or is skipped; its slices are left alone")
    void skippedServices() {
        state.sliceSeen(slice(WEB, "web-1").endpoint("x", "10.0.0.9").build());
        for (ServiceFacts skipped : List.of(
                service("web").noSelector().build(),
                service("web").externalName().build())) {
            state.serviceSeen(skipped);
            assertThat(syncer.sync(KEY)).isEqualTo(new SyncOutcome.Done(SyncPlan.nothing(KEY), 0));
        }
        state.serviceGone(KEY);
        assertThat(syncer.sync(KEY)).isEqualTo(new SyncOutcome.Done(SyncPlan.nothing(KEY), 0));
        assertThat(api.asked()).isEmpty();
        assertThat(triggerTimes).as("not even planned").isEmpty();
    }

    @Test
    @DisplayName("R2: a conflict is no error; what was written before it is expected")
    void conflict() {
        api.answerNext(new WriteResult.Conflict("web-1 has changed"));
        assertThat(syncer.sync(KEY)).isEqualTo(new SyncOutcome.Resync("web-1 has changed"));
        assertThat(api.asked()).as("no write after it").containsExactly("create");
        assertThat(state.isStale(ControllerName.SLICES, KEY)).isFalse();
    }

    static Stream<WriteResult> failures() {
        return Stream.of(
                new WriteResult.Forbidden("m"),
                new WriteResult.Invalid("m"),
                new WriteResult.Failed("m"),
                new WriteResult.Overloaded("m", Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName("R1: an error ends the sync, is logged in one line, and is tried again")
    void failure(WriteResult failure) {
        try (LogCapture log = new LogCapture(ServiceSyncer.class)) {
            api.answerNext(failure);
            assertThat(syncer.sync(KEY)).isEqualTo(new SyncOutcome.Retry("m", Optional.empty()));
            assertThat(log.lines()).containsExactly("sync of Service shop/web failed, to be tried again: m");
            assertThat(log.stackTraces()).isZero();
        }
        assertThat(api.asked()).hasSize(1);
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Done.class);
    }

    @Test
    @DisplayName("L6: users of the Service are told of a sync that failed, in the reference's words")
    void failureIsReported() {
        api.answerNext(new WriteResult.Forbidden("create endpointslices is forbidden"));
        syncer.sync(KEY);
        assertThat(reported)
                .containsExactly(new Event(
                        Event.Severity.WARNING,
                        new Event.Regarding("Service", "shop", "web", WEB.uid()),
                        "FailedToUpdateEndpointSlices",
                        "Error updating Endpoint Slices for Service shop/web: create endpointslices is forbidden"));
    }

    @Test
    @DisplayName("H4: a condition that stands is reported once, and again after it had gone")
    void standingEventsAreReportedOnce() {
        Event hints = new Event(
                Event.Severity.NORMAL,
                new Event.Regarding("Service", "shop", "web", WEB.uid()),
                "TopologyAwareHintsEnabled",
                "hints are given");
        List<Event> now = new ArrayList<>(List.of(hints));
        ServiceSyncer reporting = syncer((snapshot, triggerTime, churn) ->
                new SyncPlan(KEY, ImmutableList.of(), ImmutableList.of(), ImmutableList.copyOf(now), 0));
        reporting.sync(KEY);
        reporting.sync(KEY);
        assertThat(reported).containsExactly(hints);
        now.clear();
        reporting.sync(KEY);
        now.add(hints);
        reporting.sync(KEY);
        assertThat(reported).containsExactly(hints, hints);
    }

    @Test
    @DisplayName("R1: the delay that an overloaded server asks for is passed on")
    void overloaded() {
        api.answerNext(new WriteResult.Overloaded("busy", Optional.of(Duration.ofSeconds(7))));
        assertThat(syncer.sync(KEY)).isEqualTo(new SyncOutcome.Retry("busy", Optional.of(Duration.ofSeconds(7))));
    }

    @Test
    @DisplayName("P5: a failure in the middle leaves what was written, and the next sync makes the rest")
    void failureInTheMiddle() {
        List<Write> writes = new ArrayList<>();
        Function<Write, WriteResult> failingSecond = write -> {
            writes.add(write);
            return writes.size() == 2 ? new WriteResult.Failed("time-out") : api.apply(write);
        };
        ServiceSyncer failing =
                new ServiceSyncer(state, new SliceLoop(state, this::plan), failingSecond, SyncListener.NONE, time);
        assertThat(failing.sync(KEY)).isInstanceOf(SyncOutcome.Retry.class);
        assertThat(failing.sync(KEY)).as("its first write is not shown yet").isEqualTo(STALE);
        api.showTo(state);
        assertThat(failing.sync(KEY)).matches(outcome -> ((SyncOutcome.Done) outcome).written() == 1);
        assertThat(api.slices()).hasSize(2);
    }

    @Test
    @DisplayName("E14: a namespace that is being deleted ends the sync without error")
    void namespaceTerminating() {
        api.answerNext(new WriteResult.NamespaceTerminating());
        assertThat(syncer.sync(KEY)).matches(outcome -> ((SyncOutcome.Done) outcome).written() == 0);
        assertThat(api.asked()).hasSize(1);
    }

    @Test
    @DisplayName("E7: with a Node missing the rest is written, the sync is tried again, and says so once")
    void missingNode() {
        state.podSeen(pod("c").ip("10.0.0.3").ready().node("n9").build());
        try (LogCapture log = new LogCapture(ServiceSyncer.class)) {
            assertThat(syncer.sync(KEY))
                    .isEqualTo(new SyncOutcome.Retry(
                            new MappingNote.MissingNode(new PodKey("shop", "c"), "n9").message(), Optional.empty()));
            assertThat(api.slices()).hasSize(2);
            api.showTo(state);
            assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Retry.class);
            assertThat(log.lines())
                    .containsExactly("Service shop/web: Pod shop/c is left out: its node n9 does not exist");
        }
        assertThat(state.nodeSeen(node("n9", "")))
                .containsExactly(new SyncRequest(ControllerName.SLICES, KEY, Cause.NODE));
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Done.class);
        assertThat(api.slices()).hasSize(3);
    }

    @Test
    @DisplayName("E7: many missing Nodes make a short message")
    void manyMissingNodes() {
        for (int i = 0; i < 10; i++) {
            state.podSeen(pod("c" + i).ip("10.0.1." + i).ready().node("n9").build());
        }
        assertThat(((SyncOutcome.Retry) syncer.sync(KEY)).message()).endsWith("; and 7 more");
    }

    @Test
    @DisplayName("P1: a plan that breaks an invariant is not carried out, is logged whole, and is tried again")
    void planViolation() {
        SliceLoop.Planner broken = (snapshot, triggerTime, churn) -> {
            throw new PlanViolationException("P3 is broken: replay with X");
        };
        try (LogCapture log = new LogCapture(ServiceSyncer.class)) {
            assertThat(syncer(broken).sync(KEY)).isInstanceOf(SyncOutcome.Retry.class);
            assertThat(log.lines()).singleElement().asString().contains("shop/web", "replay with X");
        }
        assertThat(api.asked()).isEmpty();
    }

    @Test
    @DisplayName("E15: first the Service's creation, then what moved; a retry carries the same time")
    void triggerTimes() {
        Instant moved = Instant.parse("2026-03-01T12:00:00.5Z");
        syncer.sync(KEY);
        api.showTo(state);
        state.podSeen(pod("c").ip("10.0.0.3").ready().readySince(moved).build());
        api.answerNext(new WriteResult.Failed("no connection"));
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Retry.class);
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Done.class);
        api.showTo(state);
        syncer.sync(KEY);
        assertThat(triggerTimes)
                .containsExactly(
                        Optional.of(ServiceFixture.CREATION), Optional.of(moved), Optional.of(moved), Optional.empty());
        assertThat(api.slices())
                .extracting(slice -> slice.meta().annotations().get(KubernetesNames.TRIGGER_TIME_ANNOTATION))
                .contains("2026-03-01T12:00:00.5Z");
    }

    @Test
    @DisplayName("P5: a write that was withheld ends the sync; it is no error")
    void stopping() {
        api.answerNext(new WriteResult.Withheld());
        assertThat(syncer.sync(KEY)).isEqualTo(new SyncOutcome.Resync("no more writes may be made"));
        assertThat(api.asked()).hasSize(1);
        assertThat(heard).noneMatch(line -> line.contains("reports"));
    }

    private SyncPlan plan(ServiceSnapshot snapshot, Optional<Instant> triggerTime, ChurnHistory churn) {
        triggerTimes.add(triggerTime);
        ControllerConfig one = ControllerConfig.DEFAULT.withMaxEndpointsPerSlice(1);
        return new SlicePlanner(one).plan(snapshot, triggerTime, churn);
    }

    private ServiceSyncer syncer(SliceLoop.Planner planner) {
        Function<Write, WriteResult> slow = write -> {
            time.advance(Duration.ofSeconds(1));
            return api.apply(write);
        };
        return new ServiceSyncer(state, new SliceLoop(state, planner), slow, new Heard(), time);
    }

    private final class Heard implements SyncListener {
        @Override
        public void planned(ControllerName controller, Plan plan) {
            heard.add(controller + " plans " + plan.writes().size() + " writes");
        }

        @Override
        public void wrote(ControllerName controller, Write write, WriteResult result, Duration latency) {
            heard.add(controller + " " + write.verb() + " " + result.getClass().getSimpleName() + " after " + latency);
        }

        @Override
        public void reported(ControllerName controller, Event event) {
            heard.add(controller + " reports " + event.reason());
            reported.add(event);
        }

        @Override
        public void synced(ControllerName controller, ServiceKey key, SyncOutcome outcome, Duration duration) {
            heard.add(controller + " " + key + " " + outcome.getClass().getSimpleName() + " after " + duration);
        }
    }
}
