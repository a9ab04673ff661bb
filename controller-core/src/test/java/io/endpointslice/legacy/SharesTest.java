package io.endpointslice.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SharesTest {
    @DisplayName("Q9: by length, rounded up; the last one gets what is left")
    @Test
    void roundedUp() {
        assertThat(Shares.of(sizes(500, 1000), 1000)).isEqualTo(sizes(334, 666));
        assertThat(Shares.of(sizes(1000, 500), 1000)).isEqualTo(sizes(667, 333));
        assertThat(Shares.of(sizes(500, 500, 500), 1000)).isEqualTo(sizes(334, 334, 332));
    }

    @DisplayName("L5: no list goes without, as far as the capacity goes")
    @Test
    void noneWithout() {
        assertThat(Shares.of(sizes(1498, 1, 1), 1000)).isEqualTo(sizes(998, 1, 1));
        assertThat(Shares.of(sizes(5, 0, 5), 3)).isEqualTo(sizes(2, 0, 1));
        assertThat(Shares.of(sizes(1, 1, 1), 2)).isEqualTo(sizes(1, 1, 0));
        assertThat(Shares.of(sizes(3, 4), 0)).isEqualTo(sizes(0, 0));
    }

    @DisplayName("what fits is not divided")
    @Test
    void fits() {
        assertThat(Shares.of(sizes(3, 0, 4), 7)).isEqualTo(sizes(3, 0, 4));
        assertThat(Shares.of(sizes(), 7)).isEqualTo(sizes());
    }

    @DisplayName("L5: places that are taken stay; free ones go to those below their share")
    @Test
    void kept() {
        assertThat(places(sizes(800, 800), sizes(600, 390), 1000)).isEqualTo(sizes(600, 400));
        assertThat(places(sizes(800, 800, 800), sizes(800, 50, 50), 1000)).isEqualTo(sizes(800, 101, 99));
        assertThat(places(sizes(800, 800), sizes(700, 310), 1000))
                .as("too many")
                .isEqualTo(sizes(500, 500));
        assertThat(places(sizes(800, 800), sizes(0, 800), 1000))
                .as("one without")
                .isEqualTo(sizes(500, 500));
    }

    @DisplayName("L5: what was given is settled, and giving again changes nothing")
    @Test
    void settled() {
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            ImmutableIntArray sizes = ImmutableIntArray.copyOf(random.ints(1 + random.nextInt(5), 0, 9));
            ImmutableIntArray kept = ImmutableIntArray.copyOf(sizes.stream().map(size -> random.nextInt(size + 1)));
            int capacity = random.nextInt(20);

            ImmutableIntArray given = places(sizes, kept, capacity);

            assertThat(new Places(sizes, given, capacity).areSettled())
                    .as("seed %s", seed)
                    .isTrue();
            assertThat(places(sizes, given, capacity)).as("seed %s", seed).isEqualTo(given);
            assertThat(given.stream().sum())
                    .as("seed %s", seed)
                    .isEqualTo(Math.min(capacity, sizes.stream().sum()));
        }
    }

    private static ImmutableIntArray places(ImmutableIntArray sizes, ImmutableIntArray kept, int capacity) {
        return new Places(sizes, kept, capacity).give();
    }

    @DisplayName("shares use the whole capacity, and none is larger than its list")
    @Test
    void sums() {
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            int bound = seed % 2 == 0 ? 4 : 2000;
            ImmutableIntArray sizes = ImmutableIntArray.copyOf(random.ints(1 + random.nextInt(6), 0, bound));
            int capacity = random.nextInt(sizes.stream().sum() + 1);

            ImmutableIntArray shares = Shares.of(sizes, capacity);

            assertThat(shares.stream().sum()).as("seed %s", seed).isEqualTo(capacity);
            assertThat(IntStream.range(0, sizes.length()))
                    .as("seed %s", seed)
                    .allMatch(i -> shares.get(i) >= 0 && shares.get(i) <= sizes.get(i));
        }
    }

    private static ImmutableIntArray sizes(int... values) {
        return ImmutableIntArray.copyOf(values);
    }
}
