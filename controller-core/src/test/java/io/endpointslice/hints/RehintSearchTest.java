package io.endpointslice.hints;

import static io.endpointslice.hints.HintTexts.cpu;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.hints.RehintSearch.Candidate;
import io.endpointslice.hints.RehintSearch.Result;
import io.endpointslice.hints.RehintSearch.Writes;
import io.endpointslice.model.ZoneCpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RehintSearchTest {
    private static final int INPUTS = 20_000;
    private static final Writes NONE = new Writes(10, 0, ImmutableIntArray.of(0));

    /** A state in which some slices are right but for their hints: endpoints that are not in them are in written slices. */
    private record Input(ZoneAllocation allocation, List<Candidate> candidates, Writes writes) {
        boolean canKeepAllBut(int chosen) {
            int[] kept = new int[allocation.zones().size()];
            for (int i = 0; i < candidates.size(); i++) {
                for (int zone = 0; zone < kept.length; zone++) {
                    kept[zone] +=
                            (chosen >> i & 1) == 0 ? candidates.get(i).hinted().get(zone) : 0;
                }
            }
            return allocation.canKeep(kept);
        }

        int writesWith(int chosen) {
            int[] added = new int[writes.toPlace().length()];
            for (int i = 0; i < candidates.size(); i++) {
                if ((chosen >> i & 1) == 1) {
                    added[candidates.get(i).group()] += candidates.get(i).size();
                }
            }
            return writes.with(Integer.bitCount(chosen), added);
        }

        int leastOfAll() {
            int least = Integer.MAX_VALUE;
            for (int chosen = 0; chosen < 1 << candidates.size(); chosen++) {
                if (canKeepAllBut(chosen)) {
                    least = Math.min(least, writesWith(chosen));
                }
            }
            return least;
        }
    }

    @DisplayName("H3: nothing is chosen while written slices can make up for the others")
    @Test
    void nothing() {
        ZoneAllocation allocation = ZoneAllocation.of(cpu("a:4 b:4"), 10);

        assertThat(RehintSearch.search(allocation, List.of(slice(5, 0)), new Writes(10, 1, ImmutableIntArray.of(5))))
                .isEqualTo(new Result(ImmutableIntArray.of(), 1));
        assertThat(RehintSearch.search(allocation, List.of(slice(5, 5)), NONE))
                .isEqualTo(new Result(ImmutableIntArray.of(), 0));
    }

    @DisplayName("P2, H3: as few slices as can be, not those with the most wrong hints first")
    @Test
    void asFewAsCanBe() {
        ZoneAllocation allocation = ZoneAllocation.of(cpu("a:1 b:1 c:1"), 24);

        // a has 11, b 10, the most are 10: c lacks 4
        assertThat(RehintSearch.search(allocation, List.of(slice(8, 0, 0), slice(3, 3, 3), slice(0, 7, 0)), NONE)
                        .chosen()
                        .length())
                .isEqualTo(1);
    }

    @DisplayName("P2: a slice with room is chosen before a full one, so that new endpoints fit")
    @Test
    void room() {
        ZoneAllocation allocation = ZoneAllocation.of(cpu("a:1 b:1"), 40);
        List<Candidate> candidates =
                List.of(slice(10, 0), slice(10, 0), new Candidate(ImmutableIntArray.of(5, 0), 5, 0));

        // 15 are new: with the slice that has room they need two writes, with a full one three
        assertThat(RehintSearch.search(allocation, candidates, new Writes(10, 0, ImmutableIntArray.of(15))))
                .isEqualTo(new Result(ImmutableIntArray.of(2), 2));
    }

    @DisplayName("P2: the least, by brute force over every choice of slices")
    @Test
    void least() {
        int chosen = 0;
        for (int seed = 0; seed < INPUTS; seed++) {
            Input input = input(new Random(seed));

            Result result = RehintSearch.search(input.allocation(), input.candidates(), input.writes());

            int bits = result.chosen().stream().map(i -> 1 << i).sum();
            assertThat(input.canKeepAllBut(bits)).as("seed %s", seed).isTrue();
            assertThat(result.least()).as("seed %s: %s", seed, input).isEqualTo(input.leastOfAll());
            assertThat(input.writesWith(bits)).as("seed %s: %s", seed, input).isEqualTo(result.least());
            chosen += result.chosen().length();
        }
        assertThat(chosen).isGreaterThan(INPUTS / 4);
    }

    @DisplayName("P2: without a budget the choice is right all the same, and the bound holds")
    @Test
    void withoutBudget() {
        for (int seed = 0; seed < INPUTS; seed++) {
            Input input = input(new Random(seed));

            Result result = RehintSearch.search(input.allocation(), input.candidates(), input.writes(), 0);

            assertThat(input.canKeepAllBut(
                            result.chosen().stream().map(i -> 1 << i).sum()))
                    .as("seed %s", seed)
                    .isTrue();
            assertThat(result.least()).as("seed %s", seed).isLessThanOrEqualTo(input.leastOfAll());
        }
    }

    private static Input input(Random random) {
        int zones = 2 + random.nextInt(3);
        List<Candidate> candidates = new ArrayList<>();
        int hinted = 0;
        int groups = 1 + random.nextInt(2);
        for (int i = random.nextInt(7); i > 0; i--) {
            int[] counts = random.ints(zones, 0, 4).toArray();
            counts[random.nextInt(zones)] += random.nextInt(4);
            ImmutableIntArray array = ImmutableIntArray.copyOf(counts);
            int size = array.stream().sum() + random.nextInt(2);
            candidates.add(new Candidate(array, Math.max(1, size), random.nextInt(groups)));
            hinted += array.stream().sum();
        }
        int[] toPlace = random.ints(groups, 0, 12).toArray();
        int forced = random.nextInt(3);
        StringBuilder cpu = new StringBuilder("a:" + (1 + random.nextInt(4)));
        for (int zone = 1; zone < zones; zone++) {
            cpu.append(' ').append((char) ('a' + zone)).append(':').append(1 + random.nextInt(4));
        }
        ZoneCpu zoneCpu = cpu(cpu.toString());
        int endpoints = hinted + ImmutableIntArray.copyOf(toPlace).stream().sum();
        while (ZoneAllocation.obstacle(zoneCpu, endpoints).isPresent()) {
            endpoints++;
            toPlace[0]++;
        }
        return new Input(
                ZoneAllocation.of(zoneCpu, endpoints),
                candidates,
                new Writes(4 + random.nextInt(12), forced, ImmutableIntArray.copyOf(toPlace)));
    }

    private static Candidate slice(int... hinted) {
        ImmutableIntArray counts = ImmutableIntArray.copyOf(hinted);
        return new Candidate(counts, counts.stream().sum(), 0);
    }
}
