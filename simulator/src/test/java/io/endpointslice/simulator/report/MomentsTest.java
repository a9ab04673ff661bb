package io.endpointslice.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which syncs of a long run are shown. */
class MomentsTest {
    @DisplayName("few syncs are all shown")
    @Test
    void few() {
        assertThat(moments(0)).containsExactly(0);
        assertThat(moments(3)).containsExactly(0, 1, 2, 3);
    }

    @DisplayName("of many, the multiples of a round number and the last one")
    @Test
    void many() {
        assertThat(moments(1_003)).startsWith(0, 10, 20).endsWith(990, 1_000, 1_003);
        assertThat(moments(2_000)).startsWith(0, 20, 40).endsWith(1_980, 2_000);
        assertThat(moments(5_999)).startsWith(0, 50, 100).endsWith(5_950, 5_999);
    }

    @DisplayName(
            "however many there are: from the first to the last, at equal distances, and neither too many nor too few")
    @Test
    void any() {
        IntStream.concat(IntStream.range(0, 3_000), IntStream.of(99_999, 1_000_000))
                .forEach(last -> {
                    List<Integer> moments = moments(last);
                    assertThat(moments).startsWith(0).endsWith(last).isSorted().doesNotHaveDuplicates();
                    assertThat(moments.size()).isBetween(Math.min(last + 1, 49), Report.MOST_MOMENTS);
                    assertThat(IntStream.range(1, moments.size() - 1)
                                    .map(i -> moments.get(i) - moments.get(i - 1))
                                    .distinct()
                                    .count())
                            .isLessThanOrEqualTo(1);
                });
    }

    private static List<Integer> moments(int last) {
        return Report.moments(last).asList();
    }
}
