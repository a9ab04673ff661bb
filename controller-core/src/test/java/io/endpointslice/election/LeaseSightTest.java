package io.endpointslice.election;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.fixtures.FakeTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LeaseSightTest {
    private static final Instant LONG_AGO = Instant.EPOCH;
    private static final Instant FAR_AHEAD = Instant.EPOCH.plus(Duration.ofDays(100_000));

    private final FakeTicker ticker = new FakeTicker();
    private final LeaseSight sight = new LeaseSight(ticker);

    @Test
    @DisplayName("R5: a lease that was never seen is nobody's")
    void neverSeen() {
        assertThat(sight.isHeld()).isFalse();
        assertThat(sight.last()).isEmpty();
    }

    @Test
    @DisplayName("R5: a lease is its holder's for its duration from when it was first seen, however old it says it is")
    void heldFromSight() {
        sight.saw(heldBy("a", LONG_AGO));
        ticker.advance(Duration.ofSeconds(15));
        assertThat(sight.isHeld()).isTrue();

        ticker.advance(Duration.ofNanos(1));
        assertThat(sight.isHeld()).isFalse();
    }

    @Test
    @DisplayName("R5: a holder whose clock is far ahead holds no longer than another")
    void clockAhead() {
        sight.saw(heldBy("a", FAR_AHEAD));
        ticker.advance(Duration.ofSeconds(16));

        assertThat(sight.isHeld()).isFalse();
    }

    @Test
    @DisplayName("R5: a renewal counts from when it was seen; seeing the same again does not")
    void renewedOrNot() {
        sight.saw(heldBy("a", LONG_AGO));
        ticker.advance(Duration.ofSeconds(10));
        sight.saw(heldBy("a", LONG_AGO.plusSeconds(2)));
        ticker.advance(Duration.ofSeconds(10));
        sight.saw(heldBy("a", LONG_AGO.plusSeconds(2)));
        assertThat(sight.isHeld()).isTrue();

        ticker.advance(Duration.ofSeconds(6));
        sight.saw(heldBy("a", LONG_AGO.plusSeconds(2)));
        assertThat(sight.isHeld()).isFalse();
    }

    @Test
    @DisplayName("R5: a lease that was given back is nobody's at once")
    void givenBack() {
        sight.saw(heldBy("a", LONG_AGO));
        sight.saw(heldBy("", LONG_AGO));

        assertThat(sight.isHeld()).isFalse();
    }

    @Test
    @DisplayName("R5: the duration that counts is the one that the holder wrote, not that of the one who looks")
    void durationOfTheHolder() {
        sight.saw(new LeaseState("a", Duration.ofSeconds(60), Optional.empty(), Optional.empty(), 0));
        ticker.advance(Duration.ofSeconds(59));

        assertThat(sight.isHeld()).isTrue();
    }

    private static LeaseState heldBy(String holder, Instant renewed) {
        return new LeaseState(holder, Duration.ofSeconds(15), Optional.of(LONG_AGO), Optional.of(renewed), 1);
    }
}
