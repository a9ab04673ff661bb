package io.endpointslice.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which slices are merged, and that no other way writes fewer. */
class CompactionTest {
    private static final int PRICELESS = 1_000_000;

    @DisplayName("two half-full slices become one: the smaller is emptied, one update and one delete")
    @Test
    void twoBecomeOne() {
        Compaction compaction = compaction(100, PRICELESS, 50, 40);

        assertThat(compaction.saved()).isEqualTo(1);
        assertThat(compaction.leastWrites()).isEqualTo(2);
        assertThat(compaction.steps()).containsExactly(step(false, new Compaction.Move(1, 0, 40)));
    }

    @DisplayName("slices that are as few as can be are left alone")
    @Test
    void nothingToDo() {
        assertThat(compaction(100, PRICELESS, 100, 100, 1).steps()).isEmpty();
        assertThat(compaction(100, PRICELESS, 60, 41).steps()).isEmpty();
        assertThat(compaction(100, PRICELESS).steps()).isEmpty();
    }

    @DisplayName("a slice that fits whole nowhere is shared out, and the three are written together")
    @Test
    void sharedOut() {
        assertThat(compaction(100, PRICELESS, 60, 60, 60).steps())
                .containsExactly(step(false, new Compaction.Move(0, 2, 40), new Compaction.Move(0, 1, 20)));
    }

    @DisplayName("groups of slices that can be merged by themselves are steps of their own")
    @Test
    void smallSteps() {
        int[] sizes = new int[100];
        Arrays.fill(sizes, 60);
        List<Compaction.Step> steps = compaction(100, PRICELESS, sizes).steps();

        assertThat(steps)
                .hasSize(20)
                .allSatisfy(step -> assertThat(writes(step)).isEqualTo(5));
    }

    @DisplayName("a slice less that costs more writes than it is worth stays")
    @Test
    void worth() {
        int[] sizes = new int[101];
        Arrays.fill(sizes, 99);

        assertThat(compaction(100, 99, sizes).saved()).isZero();
        assertThat(compaction(100, 100, sizes).saved()).isEqualTo(1);
        assertThat(compaction(100, 2, 60, 60, 60).saved()).isZero();
        assertThat(compaction(100, 3, 60, 60, 60).saved()).isEqualTo(1);
    }

    @DisplayName("a step is cut where too many slices would take from one; that costs one write more")
    @Test
    void cut() {
        int[] sizes = new int[101];
        Arrays.fill(sizes, 99);
        List<Compaction.Step> steps = compaction(100, PRICELESS, sizes).steps();

        assertThat(steps).allSatisfy(step -> assertThat(writes(step)).isLessThanOrEqualTo(7));
        assertThat(steps.stream().filter(Compaction.Step::cut)).hasSize(16);
        assertThat(steps.stream().mapToInt(CompactionTest::writes).sum()).isEqualTo(100 + 16);
    }

    @DisplayName("for every small group no other way of saving as many slices, new slices included, makes fewer writes")
    @Test
    void fewestWrites() {
        int compared = 0;
        for (int cap = 1; cap <= 5; cap++) {
            for (int slices = 1; slices <= 5; slices++) {
                for (int code = 0; code < Math.pow(cap, slices); code++) {
                    int[] sizes = sizes(cap, slices, code);
                    Compaction compaction = compaction(cap, PRICELESS, sizes);
                    int ideal = (IntStream.of(sizes).sum() + cap - 1) / cap;
                    assertThat(compaction.saved()).isEqualTo(slices - ideal);
                    assertThat(compaction.leastWrites())
                            .as("cap %s, %s", cap, Arrays.toString(sizes))
                            .isEqualTo(bruteForce(cap, sizes, compaction.saved()));
                    assertThat(compaction.steps().stream()
                                    .mapToInt(CompactionTest::writes)
                                    .sum())
                            .isEqualTo(compaction.leastWrites());
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(5_000);
    }

    @DisplayName("for every small group the worth of the slices saved, less their cost, is the most that can be had")
    @Test
    void bestWorth() {
        for (int worth = 1; worth <= 5; worth++) {
            for (int code = 0; code < Math.pow(4, 5); code++) {
                int[] sizes = sizes(4, 5, code);
                Compaction compaction = compaction(4, worth, sizes);
                int most = 5 - (IntStream.of(sizes).sum() + 3) / 4;
                int best = 0;
                for (int saved = 1; saved <= most; saved++) {
                    best = Math.max(best, saved * worth - bruteForce(4, sizes, saved));
                }
                assertThat(compaction.saved() * worth - compaction.leastWrites())
                        .as("worth %s, %s", worth, Arrays.toString(sizes))
                        .isEqualTo(best);
            }
        }
    }

    @DisplayName(
            "each step ends with no endpoint lost and none above the cap; planned again from there, the rest costs no more")
    @Test
    void steps() {
        Random random = new Random(7);
        for (int group = 0; group < 3_000; group++) {
            int cap = 1 + random.nextInt(group % 2 == 0 ? 8 : 200);
            int[] sizes = random.ints(random.nextInt(40), 1, cap + 1).toArray();
            int worth = 1 + random.nextInt(12);
            String where = "group " + group;
            Compaction compaction = compaction(cap, worth, sizes);
            int cuts = (int)
                    compaction.steps().stream().filter(Compaction.Step::cut).count();
            int total =
                    compaction.steps().stream().mapToInt(CompactionTest::writes).sum();
            assertThat(total).as(where).isEqualTo(compaction.leastWrites() + cuts);
            carryOut(compaction, where);
            assertAgain(compaction, worth, where);
        }
    }

    private static void carryOut(Compaction compaction, String where) {
        int[] sizes = compaction.sizes().toArray();
        Set<Integer> written = new HashSet<>();
        for (Compaction.Step step : compaction.steps()) {
            apply(step, sizes);
            assertThat(IntStream.of(sizes)).as(where).allMatch(size -> size <= compaction.cap());
            Set<Integer> takers = new HashSet<>();
            step.moves().forEach(move -> takers.add(move.to()));
            assertThat(step.moves()).as(where).noneMatch(move -> takers.contains(move.from()));
            assertThat(written).as(where).doesNotContainAnyElementsOf(takers);
            written.addAll(takers);
        }
        assertThat(IntStream.of(sizes).filter(size -> size == 0).count())
                .as(where)
                .isEqualTo(compaction.saved());
    }

    /** What {@code run} and {@code compact} do: make the first step, look again, plan again. */
    private static void assertAgain(Compaction planned, int worth, String where) {
        int[] sizes = planned.sizes().toArray();
        int writes = 0;
        int cuts = 0;
        Compaction next = planned;
        while (!next.steps().isEmpty()) {
            Compaction.Step step = next.steps().get(0);
            writes += writes(step);
            cuts += step.cut() ? 1 : 0;
            apply(step, sizes);
            sizes = IntStream.of(sizes).filter(size -> size > 0).toArray();
            next = compaction(planned.cap(), worth, sizes);
        }
        assertThat(planned.sizes().length() - sizes.length).as(where).isEqualTo(planned.saved());
        assertThat(writes).as(where).isEqualTo(planned.leastWrites() + cuts);
    }

    private static void apply(Compaction.Step step, int[] sizes) {
        for (Compaction.Move move : step.moves()) {
            sizes[move.from()] -= move.count();
            sizes[move.to()] += move.count();
            assertThat(sizes[move.from()]).isNotNegative();
        }
    }

    @DisplayName("sizes above the cap, and slices worth nothing, are no input")
    @Test
    void badInput() {
        assertThatThrownBy(() -> compaction(10, 1, 11)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> compaction(10, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> compaction(10, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Compaction compaction(int cap, int worth, int... sizes) {
        return Compaction.of(cap, ImmutableIntArray.copyOf(sizes), worth);
    }

    private static Compaction.Step step(boolean cut, Compaction.Move... moves) {
        return new Compaction.Step(ImmutableList.copyOf(moves), cut);
    }

    /** Each slice that gives or takes is written once in a step. */
    private static int writes(Compaction.Step step) {
        return (int) step.moves().stream()
                .flatMap(move -> IntStream.of(move.from(), move.to()).boxed())
                .distinct()
                .count();
    }

    private static int[] sizes(int cap, int slices, int code) {
        int[] sizes = new int[slices];
        int rest = code;
        for (int i = 0; i < slices; i++) {
            sizes[i] = 1 + rest % cap;
            rest /= cap;
        }
        return sizes;
    }

    /** Every way to choose how many endpoints each slice, and each of two new ones, holds in the end. */
    private static int bruteForce(int cap, int[] sizes, int saved) {
        return fewest(cap, sizes, 0, IntStream.of(sizes).sum(), sizes.length - saved);
    }

    private static int fewest(int cap, int[] sizes, int slice, int rest, int slices) {
        if (rest < 0 || slices < 0) {
            return PRICELESS;
        } else if (slice == sizes.length + 2) {
            return rest == 0 && slices == 0 ? 0 : PRICELESS;
        }
        int before = slice < sizes.length ? sizes[slice] : 0;
        int fewest = PRICELESS;
        for (int size = 0; size <= cap; size++) {
            int write = size == before ? 0 : 1;
            fewest = Math.min(
                    fewest, write + fewest(cap, sizes, slice + 1, rest - size, size == 0 ? slices : slices - 1));
        }
        return fewest;
    }
}
