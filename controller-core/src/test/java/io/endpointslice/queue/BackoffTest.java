package io.endpointslice.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    @Test
    @DisplayName("R1: 1 s x 2^n up to 1,000 s")
    void doublesUpToTheLimit() {
        assertThat(IntStream.rangeClosed(0, 11)
                        .mapToLong(n -> Backoff.DEFAULT.delay(n).toSeconds()))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 1000L, 1000L);
    }

    @Test
    void doesNotOverflow() {
        assertThat(Backoff.DEFAULT.delay(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(1000));
        assertThat(new Backoff(Duration.ofDays(1), Duration.ofDays(40)).delay(63))
                .isEqualTo(Duration.ofDays(40));
    }

    @Test
    void refusesWhatIsNoBackoff() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above 0");
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("below its base");
    }
}
