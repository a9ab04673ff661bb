package io.endpointslice.kube.protobuf;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EarlierObjectsTest {
    private static final ImmutableList<Object> OBJECTS =
            IntStream.range(0, 1000).mapToObj(i -> new Object()).collect(toImmutableList());

    @DisplayName("all that come again are found where some are gone, or a few are new")
    @Test
    void few() {
        Object added = new Object();

        assertThat(found(Iterables.concat(
                        OBJECTS.subList(0, 300),
                        ImmutableList.of(added, added, added),
                        OBJECTS.subList(300, 400),
                        OBJECTS.subList(407, 500),
                        OBJECTS.subList(900, 1000))))
                .containsExactlyElementsOf(Iterables.concat(
                        indexes(0, 300),
                        ImmutableList.of(-1, -1, -1),
                        indexes(300, 400),
                        indexes(407, 500),
                        indexes(900, 1000)));
    }

    @DisplayName("behind a hundred that are new most are found, as they are when two halves have changed places")
    @Test
    void many() {
        ImmutableList<Object> added =
                IntStream.range(0, 100).mapToObj(i -> new Object()).collect(toImmutableList());

        assertThat(missed(Iterables.concat(OBJECTS.subList(0, 300), added, OBJECTS.subList(300, 1000))))
                .isEqualTo(100);
        assertThat(missed(Iterables.concat(OBJECTS.subList(0, 300), added, OBJECTS.subList(400, 1000))))
                .isEqualTo(127);
        assertThat(missed(Iterables.concat(OBJECTS.subList(500, 1000), OBJECTS.subList(0, 500))))
                .isZero();
    }

    private static long missed(Iterable<Object> objects) {
        return found(objects).stream().filter(index -> index < 0).count();
    }

    private static ImmutableList<Integer> found(Iterable<Object> objects) {
        WrittenObjects written = new WrittenObjects();
        for (int i = 0; i < OBJECTS.size(); i++) {
            written.add(OBJECTS.get(i), i, i + 1);
        }
        EarlierObjects earlier = new EarlierObjects(new byte[OBJECTS.size()], written);
        ImmutableList.Builder<Integer> found = ImmutableList.builder();
        for (Object object : objects) {
            found.add(earlier.find(object));
        }
        return found.build();
    }

    private static ImmutableList<Integer> indexes(int from, int to) {
        return IntStream.range(from, to).boxed().collect(toImmutableList());
    }
}
