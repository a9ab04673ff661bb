package io.endpointslice.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which times of a long run are shown. */
class ShownTimesTest {
    @DisplayName("few are all shown")
    @Test
    void few() {
        assertThat(times(0)).containsExactly(0L);
        assertThat(times(3)).containsExactly(0L, 1L, 2L, 3L);
    }

    @DisplayName("of many, the multiples of a round number and the end")
    @Test
    void many() {
        assertThat(times(1_003)).startsWith(0L, 10L, 20L).endsWith(990L, 1_000L, 1_003L);
        assertThat(times(2_000)).startsWith(0L, 20L, 40L).endsWith(1_980L, 2_000L);
        assertThat(times(5_999)).startsWith(0L, 50L, 100L).endsWith(5_950L, 5_999L);
    }

    @DisplayName(
            "however many there are: from the first to the last, at equal distances, and neither too many nor too few")
    @Test
    void any() {
        LongStream.concat(LongStream.range(0, 3_000), LongStream.of(99_999, 1_000_000, 86_400_000))
                .forEach(end -> {
                    List<Long> times = times(end);
                    assertThat(times).startsWith(0L).endsWith(end).isSorted().doesNotHaveDuplicates();
                    assertThat(times.size()).isBetween((int) Math.min(end + 1, 49), Report.MOST_TIMES);
                    assertThat(IntStream.range(1, times.size() - 1)
                                    .mapToLong(i -> times.get(i) - times.get(i - 1))
                                    .distinct()
                                    .count())
                            .isLessThanOrEqualTo(1);
                });
    }

    private static List<Long> times(long end) {
        return Report.times(end).asList();
    }
}
