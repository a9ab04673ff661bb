package io.endpointslice.churn;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.EndpointIdentity;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table against a map, and its size. */
class EndpointTableTest {
    private static EndpointIdentity endpoint(int i) {
        return new EndpointIdentity(
                ImmutableList.of("10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256), "", "shop", "web-" + i);
    }

    @DisplayName("puts, changes and removals in any order leave what a map would hold")
    @Test
    void likeAMap() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int endpoints = 1 + random.nextInt(300);
            EndpointTable table = new EndpointTable();
            Map<Integer, Integer> map = new HashMap<>();
            for (int i = 0; i < 2_000; i++) {
                int which = random.nextInt(endpoints);
                if (random.nextInt(3) == 0) {
                    table.remove(endpoint(which));
                    map.remove(which);
                } else {
                    table.put(endpoint(which), i, number -> false);
                    map.put(which, i);
                }
            }
            assertThat(table.size()).as("seed %s", seed).isEqualTo(map.size());
            for (int which = 0; which < endpoints; which++) {
                assertThat(table.get(endpoint(which)))
                        .as("seed %s, endpoint %s", seed, which)
                        .isEqualTo(map.getOrDefault(which, EndpointTable.ABSENT));
            }
        }
    }

    @DisplayName("an endpoint takes 40 bytes or less on average, at every size while it grows and shrinks")
    @Test
    void bytesPerEndpoint() {
        EndpointTable table = new EndpointTable();
        double sum = 0;
        int most = 30_000;
        for (int i = 0; i < most; i++) {
            table.put(endpoint(i), 1, number -> false);
            sum += (double) table.bytes() / table.size();
            if (i >= 8) {
                assertThat(table.bytes()).isLessThanOrEqualTo(40 * table.size());
            }
        }
        assertThat(sum / most).isLessThan(30);
        for (int i = 0; i < most; i++) {
            table.remove(endpoint(i));
            assertThat(table.bytes()).isLessThanOrEqualTo(Math.max(96, 72 * (table.size() + 1)));
        }
        assertThat(table.size()).isZero();
    }

    @DisplayName("entries that are worth nothing make room before the table grows")
    @Test
    void forgets() {
        EndpointTable table = new EndpointTable();
        for (int i = 0; i < 100_000; i++) {
            int now = i;
            table.put(endpoint(i), i, number -> number < now - 50);
        }
        assertThat(table.bytes()).isLessThanOrEqualTo(256 * 12);
        assertThat(table.get(endpoint(99_999))).isEqualTo(99_999);
        assertThat(table.get(endpoint(99_960))).isEqualTo(99_960);
    }

    @DisplayName("among many similar names everyone is found, and nobody else")
    @ParameterizedTest
    @ValueSource(ints = {1_000, 20_000})
    void everyoneIsFound(int endpoints) {
        EndpointTable table = new EndpointTable();
        for (int i = 0; i < endpoints; i++) {
            table.put(endpoint(i), i, number -> false);
        }
        for (int i = 0; i < endpoints; i++) {
            assertThat(table.get(endpoint(i))).isEqualTo(i);
        }
        assertThat(table.get(endpoint(endpoints))).isEqualTo(EndpointTable.ABSENT);
    }
}
