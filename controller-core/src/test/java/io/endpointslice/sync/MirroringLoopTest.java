package io.endpointslice.sync;

import static io.endpointslice.fixtures.Facts.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.config.ControllerName;
import io.endpointslice.fixtures.Facts;
import io.endpointslice.mirroring.MirroringPlanner;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.Event;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.queue.FakeTime;
import io.endpointslice.state.ClusterState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Syncs of mirrored slices with the real planner, against an API server that shows them when told to. */
final class MirroringLoopTest {
    private static final ServiceFacts DB = service("db").noSelector().build();
    private static final ServiceKey KEY = DB.key();

    private final ClusterState state = new ClusterState();
    private final FakeApi api = new FakeApi();
    private final List<Event> reported = new ArrayList<>();
    private final ServiceSyncer syncer = new ServiceSyncer(
            state,
            new MirroringLoop(state, new MirroringPlanner(2)::plan),
            api,
            new SyncListener() {
                @Override
                public void reported(ControllerName controller, Event event) {
                    reported.add(event);
                }
            },
            new FakeTime());

    @BeforeEach
    void aServiceWithHandWrittenEndpoints() {
        state.serviceSeen(DB);
        state.endpointsSeen(endpoints("192.0.2.1"));
    }

    @Test
    @DisplayName("M1, R2: a mirror is made once, expected, and left alone when it is shown")
    void makesItOnce() {
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Done.class);
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Stale.class);
        show();
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Done.class);
        assertThat(api.asked()).containsExactly("create");
    }

    @Test
    @DisplayName("M1: the mirror goes with the Service, and nothing is left to wait for when it is gone")
    void serviceGoes() {
        syncer.sync(KEY);
        show();
        state.serviceGone(KEY);
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Done.class);
        assertThat(api.slices()).isEmpty();
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Stale.class);
        state.mirroredGone("shop", "db-101");
        assertThat(syncer.sync(KEY)).isInstanceOf(SyncOutcome.Done.class);
        assertThat(api.asked()).hasSize(2);
    }

    @Test
    @DisplayName("M2: what cannot be mirrored is reported when it begins, and again when its number changes")
    void reportsWhatIsLeftOut() {
        state.endpointsSeen(endpoints("192.0.2.1", "no-ip"));
        syncer.sync(KEY);
        show();
        syncer.sync(KEY);
        assertThat(reported)
                .singleElement()
                .returns("InvalidIPAddress", Event::reason)
                .returns(new Event.Regarding("Endpoints", "shop", "db", "uid-db"), Event::regarding);
        state.endpointsSeen(endpoints("192.0.2.1", "no-ip", "nor this"));
        syncer.sync(KEY);
        assertThat(reported).hasSize(2);
    }

    @Test
    @DisplayName("M2: a mirroring that fails is reported at the Endpoints object")
    void failure() {
        api.answerNext(new WriteResult.Forbidden("no"));
        assertThat(syncer.sync(KEY)).isEqualTo(new SyncOutcome.Retry("no", Optional.empty()));
        assertThat(reported)
                .containsExactly(new Event(
                        Event.Severity.WARNING,
                        new Event.Regarding("Endpoints", "shop", "db", "uid-db"),
                        "FailedToUpdateEndpointSlices",
                        "Error updating Endpoint Slices for Endpoints shop/db: no"));
    }

    private void show() {
        api.slices().forEach(state::mirroredSeen);
    }

    private static LegacyEndpoints endpoints(String... ips) {
        List<EndpointAddress> addresses = new ArrayList<>();
        for (String ip : ips) {
            addresses.add(new EndpointAddress(ip, "", Optional.empty(), Optional.empty()));
        }
        return Facts.endpoints("db").ready(addresses, Facts.tcp("http", 8080)).build();
    }
}
