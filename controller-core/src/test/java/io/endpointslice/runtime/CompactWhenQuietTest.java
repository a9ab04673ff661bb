package io.endpointslice.runtime;

import static io.endpointslice.fixtures.Facts.node;
import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static io.endpointslice.fixtures.Facts.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.config.CompactionConfig;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.config.LoopConfig;
import io.endpointslice.fixtures.SliceFixture;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.CompactionPlanner;
import io.endpointslice.plan.SlicePlanner;
import io.endpointslice.queue.FakeTime;
import io.endpointslice.queue.QueueListener;
import io.endpointslice.state.Cause;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.SyncRequest;
import io.endpointslice.sync.FakeApi;
import io.endpointslice.sync.QuietServices;
import io.endpointslice.sync.ServiceSyncer;
import io.endpointslice.sync.SliceLoop;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.SyncOutcome;
import io.endpointslice.sync.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The loop of {@code run --compact-when-quiet=10m --compact-rate=1} on a fake clock: five endpoints at most in a slice. */
class CompactWhenQuietTest {
    private static final Duration QUIET = Duration.ofMinutes(10);
    private static final int WORTH = 3;
    private static final ControllerConfig CONFIG = ControllerConfig.DEFAULT.withMaxEndpointsPerSlice(5);

    private final FakeTime time = new FakeTime();
    private final ClusterState state = new ClusterState();
    private final FakeApi api = new FakeApi();
    private final QuietServices quiet = new QuietServices(new CompactionConfig(QUIET, 1, WORTH), time);
    private final SliceLoop loop = new SliceLoop(
            state,
            new SlicePlanner(CONFIG)::plan,
            Optional.of(new SliceLoop.Compacting(quiet, new CompactionPlanner(CONFIG, WORTH))));
    private final LoopWorkers workers = new LoopWorkers(
            ControllerName.SLICES,
            LoopConfig.DEFAULT,
            new ServiceSyncer(state, loop, api, SyncListener.NONE, time),
            Optional.of(quiet),
            Optional.empty(),
            QueueListener.NONE,
            time);
    private final List<String> log = new ArrayList<>();
    private int pods;

    @DisplayName(
            "a Service that was quiet for so long is compacted; the next one when the writes have had their time; then there is silence")
    @Test
    void compacts() throws InterruptedException {
        fragmented("web", 2, 1);
        fragmented("api", 2, 1, 1);
        run(6);

        assertThat(log)
                .containsExactly(
                        "0 s: sync web",
                        "0 s: sync api",
                        "600 s: sync web",
                        "600 s: update web-0",
                        "600 s: delete web-1",
                        "600 s: sync api",
                        "600 s: sync web",
                        "602 s: sync api",
                        "602 s: update api-0",
                        "602 s: delete api-1",
                        "602 s: delete api-2");
        run(1);
        assertThat(workers.queue().pending()).isZero();
    }

    @DisplayName("a change puts it off from the beginning, whether it was due already or not")
    @Test
    void changePutsOff() throws InterruptedException {
        fragmented("web", 2, 1);
        run(1);
        time.advance(QUIET.minusSeconds(1));
        change("web");
        run(1);
        assertThat(log).containsExactly("0 s: sync web", "599 s: sync web");
        run(1);
        assertThat(log).endsWith("1199 s: sync web", "1199 s: update web-0", "1199 s: delete web-1");
    }

    @DisplayName("a Service that changes while it waits for its turn is not compacted")
    @Test
    void changeWhileWaiting() throws InterruptedException {
        fragmented("web", 2, 1);
        fragmented("api", 2, 1);
        run(5);
        assertThat(log).endsWith("600 s: sync api", "600 s: sync web");
        change("api");
        run(1);
        assertThat(log).endsWith("600 s: sync web", "600 s: sync api");
        run(1);
        assertThat(log).endsWith("1200 s: sync api", "1200 s: update api-0", "1200 s: delete api-1");
    }

    @DisplayName("what a sync has to write is written, and no more: the quiet begins after it")
    @Test
    void writesFirst() throws InterruptedException {
        fragmented("web", 2, 1);
        addPod("web");
        run(1);
        assertThat(log).containsExactly("0 s: sync web", "0 s: update web-0");
        run(1);
        assertThat(log).endsWith("600 s: sync web", "600 s: update web-0", "600 s: delete web-1");
    }

    @DisplayName("R1: a step that ends in a conflict is tried again from what stands then")
    @Test
    void conflict() throws InterruptedException {
        fragmented("web", 2, 1);
        run(1);
        api.answerNext(new WriteResult.Conflict("somebody was faster"));
        run(3);

        assertThat(log)
                .containsExactly(
                        "0 s: sync web",
                        "600 s: sync web",
                        "600 s: update web-0",
                        "601 s: sync web",
                        "602 s: sync web",
                        "602 s: update web-0",
                        "602 s: delete web-1");
    }

    @DisplayName(
            "a Service that is packed well asks for no further sync, nor does one for which nothing is worth its writes, nor one that has gone")
    @Test
    void nothingToDo() throws InterruptedException {
        fragmented("full", 5, 1);
        run(1);
        assertThat(workers.queue().pending()).isZero();
        fragmented("tight", 4, 4, 4, 4, 4);
        run(2);
        assertThat(workers.queue().pending()).isZero();
        fragmented("web", 1, 1);
        run(1);
        state.serviceGone(service("web").build().key());
        run(1);
        assertThat(workers.queue().pending()).isZero();
        assertThat(api.asked()).isEmpty();
    }

    @DisplayName(
            "a slice of which most endpoints have lost readiness before stays apart: churn-aware keeps them together")
    @Test
    void apart() throws InterruptedException {
        fragmented("web", 2, 1, 1);
        run(1);
        for (boolean ready : new boolean[] {false, true}) {
            state.podSeen(pod("web-4").ip("10.0.0.4").ready(ready).build());
            workers.request(new SyncRequest(
                    ControllerName.SLICES, service("web").build().key(), Cause.POD));
            run(1);
        }
        log.clear();
        run(1);

        assertThat(log).containsExactly("600 s: sync web", "600 s: update web-0", "600 s: delete web-1");
        run(1);
        assertThat(workers.queue().pending()).isZero();
    }

    /** A Service with slices of those sizes, shown to a state that has not synced it yet. */
    private void fragmented(String name, int... sizes) {
        ServiceFacts facts = service(name).port("http", 8080).build();
        state.nodeSeen(node("n1", ""));
        state.serviceSeen(facts);
        for (int i = 0; i < sizes.length; i++) {
            SliceFixture slice = slice(facts, name + "-" + i).ports(tcp("http", 8080));
            for (int j = 0; j < sizes[i]; j++) {
                String pod = addPod(name);
                slice.endpoint(pod, "10.0.0." + pods);
            }
            api.edit(slice.build());
        }
        api.showTo(state);
        workers.request(new SyncRequest(ControllerName.SLICES, facts.key(), Cause.START));
    }

    private String addPod(String app) {
        pods++;
        String name = app + "-" + pods;
        state.podSeen(pod(name).ip("10.0.0." + pods).ready().label("app", app).build());
        return name;
    }

    private void change(String service) {
        workers.request(
                new SyncRequest(ControllerName.SLICES, service(service).build().key(), Cause.NODE));
    }

    /** What a worker does with the next keys, one after the other; the informer shows at once what was written. */
    private void run(int syncs) throws InterruptedException {
        for (int i = 0; i < syncs; i++) {
            ServiceKey key = workers.queue().take().orElseThrow();
            log.add(seconds() + ": sync " + key.name());
            int before = api.asked().size();
            SyncOutcome outcome = workers.sync(key);
            api.asked().stream().skip(before).forEach(write -> log.add(seconds() + ": " + write));
            if (outcome instanceof SyncOutcome.Done) {
                workers.queue().forget(key);
            } else {
                workers.queue().retry(key);
            }
            api.showTo(state);
            workers.queue().done(key);
        }
    }

    private String seconds() {
        return time.elapsed().toSeconds() + " s";
    }
}
