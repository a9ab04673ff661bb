package io.endpointslice.runtime;

import static io.endpointslice.fixtures.Facts.node;
import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.config.Batching;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.plan.SlicePlanner;
import io.endpointslice.queue.FakeTime;
import io.endpointslice.queue.GatheringWindow;
import io.endpointslice.state.Cause;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.SyncRequest;
import io.endpointslice.sync.FakeApi;
import io.endpointslice.sync.ServiceSyncer;
import io.endpointslice.sync.SliceLoop;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.SyncOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A rolling update of 1,000 Pods in some 45 s of virtual time: 40 ms from one Pod to the next, start-up and termination of
 * 1 to 3 s. A sync takes 10 ms, and 5 ms more for each write.
 */
final class RolloutBatchingTest {
    private static final int PODS = 1_000;
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_FOR_LEAVING = Duration.ofMillis(250);

    @Test
    @DisplayName(
            "gathering saves two thirds of the writes, and holds changes up for 1 s at most, 250 ms if a Pod leaves")
    void rollout() {
        Rollout atOnce = new Rollout(Optional.empty());
        atOnce.run();
        Rollout gathered = new Rollout(Optional.of((Batching.Adaptive) Batching.DEFAULT));
        gathered.run();
        assertThat(3 * gathered.writes)
                .as("writes, %s if each change is synced at once", atOnce.writes)
                .isLessThanOrEqualTo(atOnce.writes);
        assertThat(p99(gathered.waits)).isLessThanOrEqualTo(LONGEST);
        assertThat(p99(gathered.waitsOfLeaving)).isLessThanOrEqualTo(LONGEST_FOR_LEAVING);
        assertThat(gathered.published()).isEqualTo(PODS);
    }

    private static Duration p99(List<Duration> durations) {
        List<Duration> sorted = new ArrayList<>(durations);
        Collections.sort(sorted);
        return sorted.get(sorted.size() * 99 / 100);
    }

    /** A change of one Pod. */
    private record Step(long atNanos, Optional<PodFixture> pod, String name) {}

    private static final class Rollout {
        private final ServiceFacts web = service("web").port("http", 8080).build();
        private final ClusterState state = new ClusterState();
        private final FakeApi api = new FakeApi();
        private final FakeTime time = new FakeTime();
        private final ServiceSyncer syncer = new ServiceSyncer(
                state,
                new SliceLoop(state, new SlicePlanner(ControllerConfig.DEFAULT)::plan),
                api,
                SyncListener.NONE,
                time);
        private final long start = time.nanoTime();
        private final Optional<GatheringWindow<String>> window;
        private final Random random = new Random(1);
        private final List<Step> steps = new ArrayList<>();
        private final List<Long> waiting = new ArrayList<>();
        private final List<Long> leaving = new ArrayList<>();
        private final List<Duration> waits = new ArrayList<>();
        private final List<Duration> waitsOfLeaving = new ArrayList<>();
        private Optional<Long> due = Optional.empty();
        private long busyUntil;
        private int writes;

        Rollout(Optional<Batching.Adaptive> batching) {
            window = batching.map(
                    adaptive -> new GatheringWindow<>(adaptive.longest(), adaptive.longestForLeaving(), time));
            state.nodeSeen(node("n1", "z1"));
            state.serviceSeen(web);
            for (int i = 0; i < PODS; i++) {
                state.podSeen(old(i).ready().build());
                replace(i);
            }
            steps.sort(Comparator.comparingLong(Step::atNanos));
            sync();
            writes = 0;
        }

        private void replace(int i) {
            Duration born = Duration.ofMillis(40L * i);
            Duration ready = born.plusMillis(1_000 + random.nextInt(2_000));
            Duration ends = ready.plusMillis(50);
            step(born, fresh(i));
            step(born.plusMillis(400 + random.nextInt(400)), fresh(i).ip(ip(PODS + i)));
            step(ready, fresh(i).ip(ip(PODS + i)).ready());
            step(ends, old(i).ready().terminating());
            steps.add(new Step(ends.plusMillis(1_000 + random.nextInt(2_000)).toNanos(), Optional.empty(), "old" + i));
        }

        private void step(Duration at, PodFixture pod) {
            steps.add(new Step(at.toNanos(), Optional.of(pod), ""));
        }

        private static PodFixture old(int i) {
            return pod("old" + i).ip(ip(i));
        }

        private static PodFixture fresh(int i) {
            return pod("new" + i);
        }

        private static String ip(int i) {
            return "10.0." + i / 250 + "." + i % 250;
        }

        void run() {
            for (Step step : steps) {
                syncUntil(step.atNanos());
                moveTo(step.atNanos());
                List<SyncRequest> requests = step.pod().isPresent()
                        ? state.podSeen(step.pod().get().build())
                        : state.podGone(new PodKey("shop", step.name()));
                requests.stream()
                        .filter(request -> request.controller() == ControllerName.SLICES)
                        .forEach(request -> request(request.cause() == Cause.POD_LEAVES));
            }
            syncUntil(Long.MAX_VALUE);
        }

        private void request(boolean urgent) {
            long now = now();
            (urgent ? leaving : waiting).add(now);
            long asked = now
                    + window.map(gathering -> gathering.delay("web", urgent).toNanos())
                            .orElse(0L);
            due = Optional.of(due.map(earlier -> Math.min(earlier, asked)).orElse(asked));
        }

        private void syncUntil(long end) {
            while (due.isPresent() && Math.max(due.get(), busyUntil) <= end) {
                moveTo(Math.max(due.get(), busyUntil));
                due = Optional.empty();
                window.ifPresent(gathering -> gathering.begins("web"));
                takeWaits(waiting, waits);
                takeWaits(leaving, waitsOfLeaving);
                int made = sync();
                busyUntil = now() + Duration.ofMillis(10 + 5L * made).toNanos();
            }
        }

        private void takeWaits(List<Long> since, List<Duration> into) {
            since.forEach(moment -> into.add(Duration.ofNanos(now() - moment)));
            since.clear();
        }

        private int sync() {
            SyncOutcome outcome = syncer.sync(web.key());
            assertThat(outcome).isInstanceOf(SyncOutcome.Done.class);
            api.showTo(state);
            int made = ((SyncOutcome.Done) outcome).written();
            writes += made;
            return made;
        }

        int published() {
            return api.slices().stream()
                    .mapToInt(slice -> slice.endpoints().size())
                    .sum();
        }

        private void moveTo(long nanos) {
            time.advance(Duration.ofNanos(nanos - now()));
        }

        private long now() {
            return time.nanoTime() - start;
        }
    }
}
