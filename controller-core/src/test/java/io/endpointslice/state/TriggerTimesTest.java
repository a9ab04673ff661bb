package io.endpointslice.state;

import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.fixtures.ServiceFixture;
import io.endpointslice.model.ServiceFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class TriggerTimesTest {
    private static final Instant T1 = Instant.parse("2026-03-01T11:00:00.000000001Z");
    private static final Instant T2 = T1.plusSeconds(1);
    private static final Instant T3 = T1.plusSeconds(2);
    private static final ServiceFacts WEB = service("web").build();

    @Test
    @DisplayName("E15: on the first sync the Service's creation time, whatever the Pods say")
    void firstSync() {
        assertThat(of(PodChanges.UNKNOWN, pod("a").readySince(T1))).contains(ServiceFixture.CREATION);
        ServiceFacts undated = service("web").created(Optional.empty()).build();
        assertThat(TriggerTimes.of(PodChanges.UNKNOWN, undated, List.of())).isEmpty();
    }

    @Test
    @DisplayName("E15: without a moved time there is none")
    void nothingMoved() {
        assertThat(of(changed(ImmutableMap.of()), pod("a").readySince(T1), pod("b")))
                .isEmpty();
        assertThat(of(changed(ImmutableMap.of("a", Optional.of(T1))), pod("a").readySince(T1)))
                .as("changed in another way")
                .isEmpty();
    }

    @Test
    @DisplayName("E15: the earliest Ready transition among Pods whose time moved")
    void earliestMoved() {
        PodChanges changes = changed(ImmutableMap.of("a", Optional.of(T1), "b", Optional.of(T1)));
        assertThat(of(changes, pod("still").readySince(T1), pod("a").readySince(T3), pod("b").readySince(T2)))
                .contains(T2);
    }

    @Test
    @DisplayName("E15: a Pod that the last sync did not see counts as moved; one without a time does not")
    void newPods() {
        PodChanges changes = changed(ImmutableMap.of("new", Optional.empty(), "unready", Optional.empty()));
        assertThat(of(changes, pod("new").readySince(T2), pod("unready"))).contains(T2);
        assertThat(of(changes, pod("unready"))).isEmpty();
    }

    @Test
    @DisplayName("E15: a time that went back is no change")
    void timeWentBack() {
        assertThat(of(changed(ImmutableMap.of("a", Optional.of(T2))), pod("a").readySince(T1)))
                .isEmpty();
    }

    private static PodChanges changed(ImmutableMap<String, Optional<Instant>> pods) {
        return new PodChanges(false, false, pods);
    }

    private static Optional<Instant> of(PodChanges changes, PodFixture... pods) {
        return TriggerTimes.of(
                changes, WEB, Stream.of(pods).map(PodFixture::build).toList());
    }
}
