package io.endpointslice.state;

import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.fixtures.ServiceFixture;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.state.TriggerTimes.State;
import io.endpointslice.state.TriggerTimes.Trigger;
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

    private final ServiceFacts web = service("web").build();

    @Test
    @DisplayName("E15: on the first sync the Service's creation time, whatever the Pods say")
    void firstSync() {
        assertThat(first(pod("a").readySince(T1)).time()).contains(ServiceFixture.CREATION);
        ServiceFacts undated = service("web").created(Optional.empty()).build();
        assertThat(TriggerTimes.compute(Optional.empty(), undated, List.of()).time())
                .isEmpty();
    }

    @Test
    @DisplayName("E15: without a moved time there is none")
    void nothingMoved() {
        State state = first(pod("a").readySince(T1), pod("b")).next();
        Trigger again = after(state, pod("a").readySince(T1), pod("b"));
        assertThat(again.time()).isEmpty();
        assertThat(again.next()).as("nothing new to keep").isSameAs(state);
    }

    @Test
    @DisplayName("E15: the earliest Ready transition among Pods whose time moved")
    void earliestMoved() {
        State state = first(pod("still").readySince(T1), pod("a").readySince(T1), pod("b").readySince(T1))
                .next();
        assertThat(after(state, pod("still").readySince(T1), pod("a").readySince(T3), pod("b").readySince(T2))
                        .time())
                .contains(T2);
    }

    @Test
    @DisplayName("E15: a Pod that was not remembered counts as moved; one without a time does not")
    void newPods() {
        State state = first(pod("a").readySince(T1)).next();
        assertThat(after(state, pod("a").readySince(T1), pod("new").readySince(T2), pod("unready"))
                        .time())
                .contains(T2);
        assertThat(after(state, pod("a").readySince(T1), pod("unready")).time()).isEmpty();
    }

    @Test
    @DisplayName("E15: a time that went back is no change, and is what counts from then on")
    void timeWentBack() {
        Trigger back = after(first(pod("a").readySince(T2)).next(), pod("a").readySince(T1));
        assertThat(back.time()).isEmpty();
        assertThat(after(back.next(), pod("a").readySince(T2)).time()).contains(T2);
    }

    @Test
    @DisplayName("E15: a Pod that went is forgotten: one of its name counts as new")
    void goneIsForgotten() {
        State state = first(pod("a").readySince(T1)).next();
        State without = after(state).next();
        assertThat(without.pods()).isEmpty();
        assertThat(after(without, pod("a").readySince(T1)).time()).contains(T1);
    }

    @Test
    @DisplayName("E15: a moved Service time counts like a Pod's")
    void serviceMoved() {
        State state = first(pod("a").readySince(T1)).next();
        ServiceFacts later = service("web").created(Optional.of(T2)).build();
        List<PodFacts> pods = List.of(pod("a").readySince(T3).build());
        assertThat(TriggerTimes.compute(Optional.of(state), later, pods).time()).contains(T2);
        State undated = new State(Optional.empty(), state.pods());
        assertThat(TriggerTimes.compute(Optional.of(undated), web, pods).time()).contains(ServiceFixture.CREATION);
    }

    @Test
    @DisplayName("E15: as long as nothing is committed a retry carries the same time")
    void retryCarriesTheSameTime() {
        State state = first(pod("a").readySince(T1)).next();
        Trigger once = after(state, pod("a").readySince(T2));
        assertThat(after(state, pod("a").readySince(T2))).isEqualTo(once);
        assertThat(after(once.next(), pod("a").readySince(T2)).time()).isEmpty();
    }

    private Trigger first(PodFixture... pods) {
        return TriggerTimes.compute(Optional.empty(), web, facts(pods));
    }

    private Trigger after(State state, PodFixture... pods) {
        return TriggerTimes.compute(Optional.of(state), web, facts(pods));
    }

    private static List<PodFacts> facts(PodFixture... pods) {
        return Stream.of(pods).map(PodFixture::build).toList();
    }
}
