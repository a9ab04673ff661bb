package io.endpointslice.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class GatheringWindowTest {
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration URGENT = Duration.ofMillis(250);

    private final FakeTime time = new FakeTime();
    private final GatheringWindow<String> window = new GatheringWindow<>(LONGEST, URGENT, time);

    @Test
    void theFirstChangeAfterAQuietTimeIsNotHeldUp() {
        assertThat(window.delay("web", false)).isZero();
        busy("web");
        time.advance(GatheringWindow.QUIET);
        assertThat(window.delay("web", false)).isZero();
    }

    @Test
    @DisplayName("as long as changes come together they are gathered for twice as long, up to the limit")
    void growsWhileItSaves() {
        List<Duration> delays = new ArrayList<>();
        for (int run = 0; run < 7; run++) {
            delays.add(window.delay("web", false));
            window.delay("web", false);
            window.begins("web");
        }
        assertThat(delays)
                .containsExactly(
                        Duration.ZERO,
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofMillis(800),
                        LONGEST);
    }

    @Test
    @DisplayName("the time counts from the first change that is gathered")
    void countsFromTheFirst() {
        busy("web");
        assertThat(window.delay("web", false)).isEqualTo(LONGEST);
        time.advance(Duration.ofMillis(700));
        assertThat(window.delay("web", false)).isEqualTo(Duration.ofMillis(300));
        time.advance(Duration.ofMillis(400));
        assertThat(window.delay("web", false)).as("overdue").isZero();
    }

    @Test
    @DisplayName("an urgent change waits for its own limit at most, and not longer than the others")
    void urgent() {
        busy("web");
        assertThat(window.delay("web", true)).isEqualTo(URGENT);
        time.advance(Duration.ofMillis(900));
        assertThat(window.delay("web", true)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    @DisplayName("when gathering gathers one change only, the time is halved, then given up")
    void shrinks() {
        busy("web");
        assertThat(one("web")).isEqualTo(LONGEST);
        assertThat(one("web")).isEqualTo(LONGEST.dividedBy(2));
        assertThat(one("web")).isZero();
    }

    @Test
    @DisplayName("who waits for an answer before the next change is held up in a trial only, ever more rarely")
    void answeredOneByOne() {
        List<Integer> heldUp = new ArrayList<>();
        for (int change = 0; change < 1_000; change++) {
            if (!one("web").isZero()) {
                heldUp.add(change);
            }
            time.advance(Duration.ofMillis(10));
        }
        assertThat(heldUp).containsExactly(16, 65, 210, 643);
    }

    @Test
    @DisplayName(
            "there is no trial while changes come further apart than it would last, and one again when they come closer")
    void noTrialThatCouldGatherNothing() {
        for (int change = 0; change < 1_000; change++) {
            assertThat(one("web")).as("change %s", change).isZero();
            time.advance(Duration.ofMillis(110));
        }
        int heldUp = 0;
        for (int change = 0; change < 2 * GatheringWindow.RUNS_BEFORE_TRIAL; change++) {
            heldUp += one("web").isZero() ? 0 : 1;
            time.advance(Duration.ofMillis(90));
        }
        assertThat(heldUp).isEqualTo(1);
    }

    @Test
    @DisplayName("changes that come apart, but keep coming, are found by a trial")
    void slowChanges() {
        Duration apart = Duration.ofMillis(60);
        int runs = 0;
        long due = Long.MIN_VALUE;
        for (int change = 0; change < 1_000; change++) {
            Duration delay = window.delay("web", false);
            due = due == Long.MIN_VALUE ? time.nanoTime() + delay.toNanos() : due;
            time.advance(apart);
            if (due - time.nanoTime() <= 0) {
                window.begins("web");
                runs++;
                due = Long.MIN_VALUE;
            }
        }
        assertThat(runs)
                .as("runs for 1,000 changes, 17 of them before the trial")
                .isLessThan(120);
    }

    @Test
    void keysAreApart() {
        busy("web");
        assertThat(window.delay("api", false)).isZero();
    }

    @Test
    @DisplayName("work that nothing was gathered for teaches nothing")
    void otherWork() {
        busy("web");
        for (int i = 0; i < 5; i++) {
            window.begins("web");
        }
        assertThat(window.delay("web", false)).isEqualTo(LONGEST);
    }

    private void busy(String key) {
        for (int run = 0; run < 10; run++) {
            window.delay(key, false);
            window.delay(key, false);
            window.begins(key);
        }
    }

    private Duration one(String key) {
        Duration delay = window.delay(key, false);
        window.begins(key);
        return delay;
    }
}
