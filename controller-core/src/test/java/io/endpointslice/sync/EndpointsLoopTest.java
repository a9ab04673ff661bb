package io.endpointslice.sync;

import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.config.ControllerName;
import io.endpointslice.legacy.EndpointsPlanner;
import io.endpointslice.model.Event;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.plan.Write;
import io.endpointslice.queue.FakeTime;
import io.endpointslice.state.Cause;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.SyncRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Syncs of legacy Endpoints with the real planner, against an API server that shows them when told to. */
final class EndpointsLoopTest {
    private static final ServiceFacts WEB = service("web").port("http", 8080).build();
    private static final ServiceKey KEY = WEB.key();

    private final ClusterState state = new ClusterState();
    private final Deque<WriteResult> prepared = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<Event> reported = new ArrayList<>();
    private Optional<LegacyEndpoints> stored = Optional.empty();
    private long version = 100;
    private final ServiceSyncer syncer = new ServiceSyncer(
            state, new EndpointsLoop(state, new EndpointsPlanner()), this::write, new Events(), new FakeTime());

    @BeforeEach
    void aServiceWithAPod() {
        state.serviceSeen(WEB);
        state.podSeen(pod("a").ip("10.0.0.1").ready().build());
    }

    @Test
    @DisplayName("L1, R2: the object is made once, expected, and left alone when it is shown")
    void makesItOnce() {
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Done.class);
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Stale.class);
        assertThat(show()).containsExactly(new SyncRequest(ControllerName.ENDPOINTS, KEY, Cause.VIEW_CAUGHT_UP));
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Done.class);
        assertThat(asked).containsExactly("create");
    }

    @Test
    @DisplayName("E1: a Service without a selector is not looked at, whatever its Endpoints hold")
    void skipped() {
        syncer.sync(KEY);
        show();
        state.serviceSeen(service("web").noSelector().build());
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Done.class);
        assertThat(asked).containsExactly("create");
    }

    @Test
    @DisplayName("L1: the object goes when its Service has gone, even if it was not shown before")
    void serviceGoes() {
        syncer.sync(KEY);
        state.serviceGone(KEY);
        assertThat(syncer.sync(KEY)).as("it is waited for").isInstanceOf(SyncOutcome.Stale.class);
        show();
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Done.class);
        assertThat(asked).containsExactly("create", "delete");
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Stale.class);
        state.endpointsGone(KEY);
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Done.class);
        assertThat(asked).hasSize(2);
    }

    @Test
    @DisplayName("E15, L6: the trigger time is that of the Endpoints' own syncs, and a retry carries it again")
    void triggerTime() {
        Instant moved = Instant.parse("2026-03-01T12:00:00.5Z");
        syncer.sync(KEY);
        show();
        state.podSeen(pod("b").ip("10.0.0.2").ready().readySince(moved).build());
        prepared.add(new WriteResult.Failed("time-out"));
        syncer.sync(KEY);
        syncer.sync(KEY);
        assertThat(stored.orElseThrow().meta().annotations())
                .containsEntry(KubernetesNames.TRIGGER_TIME_ANNOTATION, "2026-03-01T12:00:00.5Z");
    }

    @Test
    @DisplayName("L6: a create that fails is reported as FailedToCreateEndpoint, an update as FailedToUpdateEndpoint")
    void failures() {
        prepared.add(new WriteResult.Forbidden("no"));
        syncer.sync(KEY);
        syncer.sync(KEY);
        show();
        state.podSeen(pod("b").ip("10.0.0.2").ready().build());
        prepared.add(new WriteResult.Invalid("no"));
        syncer.sync(KEY);
        assertThat(reported)
                .containsExactly(
                        warning("", "FailedToCreateEndpoint", "Failed to create endpoint for service shop/web: no"),
                        warning(
                                stored.orElseThrow().meta().uid(),
                                "FailedToUpdateEndpoint",
                                "Failed to update endpoint shop/web: no"));
    }

    @Test
    @DisplayName("L6: a create that is refused because the namespace is terminating is dropped without a word")
    void namespaceTerminating() {
        prepared.add(new WriteResult.NamespaceTerminating());
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Done.class);
        assertThat(reported).isEmpty();
    }

    private static Event warning(String uid, String reason, String message) {
        return new Event(Event.Severity.WARNING, new Event.Regarding("Endpoints", "shop", "web", uid), reason, message);
    }

    private List<SyncRequest> show() {
        return state.endpointsSeen(stored.orElseThrow());
    }

    private WriteResult write(Write write) {
        asked.add(write.verb());
        WriteResult answer = prepared.poll();
        if (answer != null) {
            return answer;
        }
        if (write instanceof EndpointsWrite.Delete) {
            return new WriteResult.Deleted();
        }
        version++;
        LegacyEndpoints wanted = ((EndpointsWrite) write).endpoints();
        LegacyEndpoints now = new LegacyEndpoints(
                wanted.meta().storedAs("web", "uid-endpoints", Long.toString(version), 0), wanted.subsets());
        stored = Optional.of(now);
        return new WriteResult.Stored(now.meta(), 0);
    }

    private final class Events implements SyncListener {
        @Override
        public void reported(ControllerName controller, Event event) {
            assertThat(controller).isEqualTo(ControllerName.ENDPOINTS);
            reported.add(event);
        }
    }
}
