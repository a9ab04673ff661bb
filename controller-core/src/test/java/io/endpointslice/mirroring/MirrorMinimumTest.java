package io.endpointslice.mirroring;

import static io.endpointslice.fixtures.Facts.address;
import static io.endpointslice.fixtures.Facts.endpoints;
import static io.endpointslice.fixtures.Facts.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.fixtures.EndpointsFixture;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.SyncPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The least number of writes against brute force that knows no formula, for every set of up to three wanted port lists and
 * every up to three slices, each of one of four port lists and right or wrong.
 */
class MirrorMinimumTest {
    private static final int WANTED_LISTS = 3;
    private static final int LISTS = 4;

    /** A slice that stands: for which port list, and whether it is as it should be, were it wanted. */
    private record Standing(int list, boolean right) {}

    @DisplayName("P2, E16: no plan has fewer writes")
    @Test
    void leastWrites() {
        int cases = 0;
        for (List<Standing> standing : allStandings()) {
            for (int wanted = 0; wanted < 1 << WANTED_LISTS; wanted++) {
                SyncPlan plan = plan(standing, wanted);
                int least = leastWrites(standing, 0, wanted, 0);
                assertThat(plan.leastWrites())
                        .as("%s, wanted %s", standing, wanted)
                        .isEqualTo(least);
                assertThat(plan.writes()).as("%s, wanted %s", standing, wanted).hasSize(least);
                cases++;
            }
        }
        assertThat(cases).isGreaterThan(4_000);
    }

    private static List<List<Standing>> allStandings() {
        List<List<Standing>> all = new ArrayList<>();
        all.add(List.of());
        for (int from = 0, slices = 1; slices <= 3; slices++) {
            int to = all.size();
            for (List<Standing> shorter : List.copyOf(all.subList(from, to))) {
                for (int kind = 0; kind < 2 * LISTS; kind++) {
                    all.add(ImmutableList.<Standing>builder()
                            .addAll(shorter)
                            .add(new Standing(kind / 2, kind % 2 == 0))
                            .build());
                }
            }
            from = to;
        }
        return all;
    }

    /** Tries for each slice to leave it, to delete it, and to make it each of the wanted ones; the rest is created. */
    private static int leastWrites(List<Standing> standing, int next, int wanted, int writes) {
        if (next == standing.size()) {
            return writes + Integer.bitCount(wanted);
        }
        Standing slice = standing.get(next);
        int least = leastWrites(standing, next + 1, wanted, writes + 1);
        for (int list = 0; list < WANTED_LISTS; list++) {
            if ((wanted & 1 << list) != 0) {
                boolean asItIs = slice.list() == list && slice.right();
                least = Math.min(
                        least, leastWrites(standing, next + 1, wanted & ~(1 << list), writes + (asItIs ? 0 : 1)));
            }
        }
        return least;
    }

    private static SyncPlan plan(List<Standing> standing, int wanted) {
        EndpointsFixture endpoints = endpoints("web");
        for (int list = 0; list < WANTED_LISTS; list++) {
            if ((wanted & 1 << list) != 0) {
                endpoints.ready(List.of(address("10.0.0." + list)), tcp("p" + list, 1000 + list));
            }
        }
        Mirror mirror = new Mirror();
        List<Slice> slices = new ArrayList<>();
        standing.forEach(slice -> slices.add(slice(slice, "web-" + slices.size())));
        mirror.replace(slices);
        mirror.setEndpoints(Optional.of(endpoints.build()));
        return mirror.plan();
    }

    private static Slice slice(Standing standing, String name) {
        Mirror one = Mirror.of(endpoints("web")
                .ready(
                        List.of(address((standing.right() ? "10.0.0." : "10.9.9.") + standing.list())),
                        tcp("p" + standing.list(), 1000 + standing.list())));
        Slice slice = one.slices().get(0);
        return new Slice(
                slice.meta().storedAs(name, "uid-" + name, "1", 1),
                slice.addressType(),
                slice.ports(),
                slice.endpoints());
    }
}
