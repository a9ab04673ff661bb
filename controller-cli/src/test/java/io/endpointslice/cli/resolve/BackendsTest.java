package io.endpointslice.cli.resolve;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Hints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries of several objects merged into backends. */
class BackendsTest {
    private static final OptionalInt PORT = OptionalInt.of(80);

    private record Entry(String source, String address, Endpoint endpoint) {}

    private static Endpoint endpoint(Conditions conditions, String zone) {
        return Endpoint.of(ImmutableList.of(), "", conditions, Optional.empty(), "", zone, Hints.NONE);
    }

    private static Backends merge(List<Entry> entries) {
        Backends.Merge merge = new Backends.Merge("slice");
        entries.forEach(entry -> merge.add(entry.source, entry.address, PORT, entry.endpoint));
        return merge.result();
    }

    @DisplayName("an address that a Pod that goes has left to a new one is the new one's, in whatever order they come")
    @Test
    void addressesAreGivenAnew() {
        Entry old = new Entry("a", "10.0.0.1", endpoint(Conditions.of(false, true, true), "old"));
        Entry starting = new Entry("b", "10.0.0.1", endpoint(Conditions.of(false, false, false), "new"));

        for (List<Entry> order : ImmutableList.of(ImmutableList.of(old, starting), ImmutableList.of(starting, old))) {
            assertThat(merge(order).all()).singleElement().satisfies(backend -> {
                assertThat(backend.endpoint().zone()).isEqualTo("new");
                assertThat(backend.sources()).containsExactly("a", "b");
            });
        }
    }

    @DisplayName("the same address in another way of writing is the same backend")
    @Test
    void canonicalAddresses() {
        Endpoint ready = endpoint(Conditions.of(true, true, false), "");

        assertThat(merge(ImmutableList.of(new Entry("a", "fd00:0::1", ready), new Entry("b", "fd00::1", ready)))
                        .all())
                .singleElement()
                .satisfies(backend -> assertThat(backend.host()).isEqualTo("fd00::1"));
    }

    @DisplayName("the order of the objects does not matter; each address and port is there once, in order of addresses")
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void orderDoesNotMatter(long seed) {
        Random random = new Random(seed);
        List<Entry> entries = IntStream.range(0, 200)
                .mapToObj(i -> new Entry(
                        "slice-" + random.nextInt(5),
                        "10.0." + random.nextInt(2) + "." + random.nextInt(20),
                        endpoint(Conditions.of(random.nextBoolean(), random.nextBoolean(), random.nextBoolean()), "")))
                .collect(Collectors.toCollection(ArrayList::new));
        ImmutableList<Backend> merged = merge(entries).all();

        Collections.shuffle(entries, random);

        assertThat(merge(entries).all()).isEqualTo(merged);
        assertThat(merged).isSortedAccordingTo(Backend.ORDER);
        assertThat(merged.stream().map(Backend::host).collect(toImmutableList()))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        entries.stream().map(Entry::address).distinct().toList());
    }
}
