package io.endpointslice.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.base.Ticker;
import io.endpointslice.config.ConfigException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WriteRateLimitTest {
    private final List<Duration> waits = new ArrayList<>();
    private long now;

    @Test
    @DisplayName(
            "R5: a burst passes at once, then so many a second; a pause fills the burst again, and no more than that")
    void burstThenRate() throws InterruptedException {
        WriteRateLimit limit = new WriteRateLimit(10, 3, ticker(), nanos -> {
            waits.add(Duration.ofNanos(nanos));
            now += nanos;
        });

        acquire(limit, 3);
        assertThat(waits).isEmpty();
        acquire(limit, 2);
        assertThat(waits).containsExactly(Duration.ofMillis(100), Duration.ofMillis(100));

        waits.clear();
        now += Duration.ofHours(1).toNanos();
        acquire(limit, 4);
        assertThat(waits).containsExactly(Duration.ofMillis(100));
    }

    @Test
    void outOfRange() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new WriteRateLimit(0, 1))
                .withMessage("--kube-api-qps must be above 0, not 0.0");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new WriteRateLimit(1, 0))
                .withMessage("--kube-api-burst must be 1 or more, not 0");
    }

    private static void acquire(WriteRateLimit limit, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            limit.acquire();
        }
    }

    private Ticker ticker() {
        return new Ticker() {
            @Override
            public long read() {
                return now;
            }
        };
    }
}
