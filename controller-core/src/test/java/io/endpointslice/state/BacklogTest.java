package io.endpointslice.state;

import static io.endpointslice.fixtures.Facts.pod;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceKey;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class BacklogTest {
    private static final ServiceKey WEB = new ServiceKey("shop", "web");
    private static final ObjectKey SLICE = new ObjectKey("shop", "web-1");
    private static final Instant T1 = Instant.parse("2026-03-01T11:00:00Z");
    private static final PodFacts SEEN = pod("seen").readySince(T1).build();
    private static final PodFacts LATER =
            pod("seen").readySince(T1.plusSeconds(1)).build();
    private static final int MEMBERS = 3;
    private static final int LIMIT = 64 + 2 * MEMBERS;

    private final Backlog backlog = new Backlog(service -> MEMBERS);

    @BeforeEach
    void syncedOnce() {
        assertThat(backlog.begin(WEB)).isEqualTo(PodChanges.UNKNOWN);
        backlog.committed(WEB, true);
    }

    @Test
    void whatIsSyncedNeedNotBeLookedAtAgain() {
        assertThat(backlog.begin(WEB)).isEqualTo(pods(ImmutableMap.of()));
    }

    @Test
    @DisplayName("E15: a Pod that changes twice is held against what the last sync saw of it")
    void thePastOfAPod() {
        backlog.podChanged(WEB, SEEN.key(), Optional.of(SEEN));
        backlog.podChanged(WEB, SEEN.key(), Optional.of(LATER));
        backlog.podChanged(WEB, new PodKey("shop", "new"), Optional.empty());
        assertThat(backlog.begin(WEB))
                .isEqualTo(pods(ImmutableMap.of("seen", Optional.of(T1), "new", Optional.empty())));
    }

    @Test
    @DisplayName("R3: what changes while a sync is under way is for the next one, against what this one saw")
    void changesDuringASync() {
        backlog.podChanged(WEB, SEEN.key(), Optional.of(SEEN));
        backlog.begin(WEB);
        backlog.podChanged(WEB, SEEN.key(), Optional.of(LATER));
        backlog.committed(WEB, true);
        assertThat(backlog.begin(WEB)).isEqualTo(pods(ImmutableMap.of("seen", LATER.readyTransition())));
    }

    @Test
    @DisplayName(
            "P5: after a sync that has not made all its writes, the next one looks at everything, with the same past")
    void unfinishedSync() {
        backlog.podChanged(WEB, SEEN.key(), Optional.of(SEEN));
        backlog.begin(WEB);
        backlog.podChanged(WEB, SEEN.key(), Optional.of(LATER));
        assertThat(backlog.begin(WEB)).isEqualTo(new PodChanges(false, true, ImmutableMap.of("seen", Optional.of(T1))));
        backlog.committed(WEB, true);
        assertThat(backlog.begin(WEB)).isEqualTo(pods(ImmutableMap.of()));
    }

    @Test
    void theFirstSyncIsTheFirstUntilOneIsFinished() {
        ServiceKey api = new ServiceKey("shop", "api");
        backlog.begin(api);
        assertThat(backlog.begin(api).firstTime()).isTrue();
        backlog.committed(api, true);
        assertThat(backlog.begin(api)).isEqualTo(pods(ImmutableMap.of()));
    }

    @Test
    @DisplayName(
            "R2: an edit by somebody else has the next sync look at everything; our own, seen before its answer, does not")
    void edits() {
        backlog.edited(WEB, SLICE);
        backlog.ownEdit(WEB, SLICE);
        assertThat(backlog.begin(WEB).everything()).isFalse();
        backlog.committed(WEB, true);
        backlog.edited(WEB, SLICE);
        backlog.ownEdit(WEB, new ObjectKey("shop", "web-2"));
        assertThat(backlog.begin(WEB).everything()).isTrue();
        backlog.committed(WEB, true);
        assertThat(backlog.begin(WEB).everything()).isFalse();
    }

    @Test
    void everythingIsLookedAtWhereTheServiceChangedOrTheLastSyncHadToLeaveSomethingOut() {
        backlog.everythingChanged(WEB);
        assertThat(backlog.begin(WEB)).isEqualTo(new PodChanges(false, true, ImmutableMap.of()));
        backlog.committed(WEB, false);
        assertThat(backlog.begin(WEB).everything()).isTrue();
        backlog.committed(WEB, true);
        assertThat(backlog.begin(WEB).everything()).isFalse();
    }

    @Test
    @DisplayName("where nobody syncs, a backlog does not grow beyond what its Service has")
    void bounded() {
        for (int i = 0; i < LIMIT; i++) {
            backlog.podChanged(WEB, new PodKey("shop", "p" + i), Optional.empty());
        }
        backlog.podChanged(WEB, new PodKey("shop", "p0"), Optional.empty());
        backlog.begin(WEB);
        backlog.committed(WEB, true);
        for (int i = 0; i <= LIMIT; i++) {
            backlog.podChanged(WEB, new PodKey("shop", "p" + i), Optional.empty());
        }
        assertThat(backlog.begin(WEB)).isEqualTo(PodChanges.UNKNOWN);
    }

    @Test
    @DisplayName("E1: nothing is kept of a Service that is gone, nor of one that was never synced")
    void forgotten() {
        backlog.forget(WEB);
        backlog.podChanged(WEB, SEEN.key(), Optional.of(SEEN));
        backlog.edited(WEB, SLICE);
        assertThat(backlog.begin(WEB)).isEqualTo(PodChanges.UNKNOWN);
    }

    private static PodChanges pods(ImmutableMap<String, Optional<Instant>> pods) {
        return new PodChanges(false, false, pods);
    }
}
