package io.endpointslice.churn;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.fixtures.Facts;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Hints;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import io.endpointslice.model.TargetRef;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which kind an endpoint is, from what has been written of it. */
class ChurnTableTest {
    private static final int CAP = 100;

    private final ChurnTable table = new ChurnTable();

    private static Endpoint endpoint(String name, Conditions conditions) {
        return Endpoint.of(
                ImmutableList.of("10.0.0." + (name.hashCode() & 255)),
                "",
                conditions,
                Optional.of(TargetRef.pod("shop", name, "uid-" + name)),
                "",
                "",
                Hints.NONE);
    }

    private static Endpoint ready(String name) {
        return endpoint(name, Conditions.of(true, true, false));
    }

    private static Endpoint notReady(String name) {
        return endpoint(name, Conditions.of(false, false, false));
    }

    private static Endpoint terminating(String name) {
        return endpoint(name, Conditions.of(false, true, true));
    }

    private static Slice slice(Endpoint... endpoints) {
        return new Slice(
                Facts.slice(Facts.service("web").build(), "web-1").build().meta(),
                AddressType.IPV4,
                PortList.EMPTY,
                ImmutableList.copyOf(endpoints));
    }

    private void write(Slice before, Slice after) {
        table.record(new Rewrite(ImmutableList.of(before), ImmutableList.of(after), 0, 1, 1));
    }

    /** Syncs that have nothing to do with the endpoints of the test. */
    private void pass(int syncs) {
        IntStream.range(0, syncs).forEach(i -> write(slice(ready("other")), slice(ready("other"))));
    }

    private int kind(Endpoint endpoint) {
        return table.kind(endpoint, endpoint);
    }

    @DisplayName("unsettled are those on their way, and those that have lost readiness before")
    @Test
    void unsettled() {
        assertThat(table.isUnsettled(ready("a"))).isFalse();
        assertThat(table.isUnsettled(notReady("a"))).isTrue();
        assertThat(table.isUnsettled(terminating("a"))).isTrue();
        write(slice(ready("a"), ready("b")), slice(notReady("a"), ready("b")));
        write(slice(notReady("a"), ready("b")), slice(ready("a"), ready("b")));
        assertThat(table.isUnsettled(ready("a"))).isTrue();
        assertThat(table.isUnsettled(ready("b"))).isFalse();
    }

    @DisplayName("an endpoint that is not ready or terminating is restless, whatever is known of it")
    @Test
    void restless() {
        assertThat(table.kindOfNew(notReady("a"))).isEqualTo(Kinds.RESTLESS);
        assertThat(kind(terminating("a"))).isEqualTo(Kinds.RESTLESS);
        assertThat(table.kind(notReady("a"), ready("a"))).isEqualTo(Kinds.RESTLESS);
    }

    @DisplayName("with publishNotReadyAddresses, ready says nothing: serving does")
    @Test
    void serving() {
        assertThat(kind(endpoint("a", Conditions.of(true, false, false)))).isEqualTo(Kinds.RESTLESS);
        assertThat(kind(endpoint("a", Conditions.of(true, true, false)))).isEqualTo(Kinds.OLDEST);
    }

    @DisplayName("a ready endpoint of which nothing is known has not changed for long; a new one has just come")
    @Test
    void unknown() {
        assertThat(kind(ready("a"))).isEqualTo(Kinds.OLDEST);
        assertThat(table.kindOfNew(ready("a"))).isZero();
        assertThat(table.calm()).isEqualTo(Kinds.OLDEST);
    }

    @DisplayName("one that has become ready ages in powers of two of syncs")
    @Test
    void ages() {
        write(slice(), slice(notReady("a")));
        assertThat(table.kind(ready("a"), notReady("a"))).isZero();
        write(slice(notReady("a")), slice(ready("a")));

        int[] expected = {1, 2, 2, 3, 3, 3, 3, 4};
        for (int age = 0; age < expected.length; age++) {
            assertThat(kind(ready("a"))).as("after %s syncs", age).isEqualTo(expected[age]);
            pass(1);
        }
        pass(64);
        assertThat(kind(ready("a"))).isEqualTo(Kinds.OLDEST);
    }

    @DisplayName("one that has lost readiness is unsteady when it is ready again, for 1,024 syncs")
    @Test
    void unsteady() {
        write(slice(ready("a")), slice(notReady("a")));
        write(slice(notReady("a")), slice(ready("a")));

        assertThat(kind(ready("a"))).isEqualTo(Kinds.UNSTEADY);
        pass(1_023);
        assertThat(kind(ready("a"))).isEqualTo(Kinds.UNSTEADY);
        pass(2);
        assertThat(kind(ready("a"))).isEqualTo(Kinds.OLDEST);
    }

    @DisplayName("becoming ready for the first time, and losing readiness while terminating, make nobody unsteady")
    @Test
    void steady() {
        write(slice(), slice(notReady("a")));
        write(slice(notReady("a")), slice(ready("a")));
        assertThat(kind(ready("a"))).isLessThan(Kinds.OLDEST);

        write(slice(ready("b")), slice(terminating("b")));
        write(slice(terminating("b")), slice(endpoint("b", Conditions.of(false, false, true))));
        assertThat(kind(ready("b"))).isLessThan(Kinds.OLDEST);
    }

    @DisplayName("one that went is forgotten; a move between slices changes nothing")
    @Test
    void goneAndMoved() {
        write(slice(ready("a"), ready("b")), slice(notReady("a"), ready("b")));
        write(slice(notReady("a")), slice(ready("a")));
        table.record(new Rewrite(
                ImmutableList.of(slice(ready("a")), slice(ready("b"))),
                ImmutableList.of(slice(), slice(ready("b"), ready("a"))),
                0,
                2,
                2));
        assertThat(kind(ready("a"))).isEqualTo(Kinds.UNSTEADY);

        write(slice(ready("a"), ready("b")), slice(ready("b")));
        assertThat(kind(ready("a"))).isEqualTo(Kinds.OLDEST);
        assertThat(table.size()).isZero();
    }

    @DisplayName("a cohort of which many go is expected to go on: old ones in a rollout, while the new ones are calm")
    @Test
    void learns() {
        for (int i = 0; i < 10; i++) {
            write(slice(ready("old" + i), ready("older" + i)), slice(terminating("old" + i), ready("older" + i)));
        }

        var forecast = table.forecast(CAP);
        assertThat(forecast.unrest().get(Kinds.OLDEST)).isGreaterThan(2);
        assertThat(forecast.unrest().get(0)).isZero();
        assertThat(forecast.rates().get(Kinds.OLDEST))
                .isGreaterThan(forecast.rates().get(0));

        pass(20);
        assertThat(table.forecast(CAP).unrest().get(Kinds.OLDEST)).isLessThan(0.1);
    }

    @DisplayName("the more endpoints stand in slices that are not touched, the calmer their cohort")
    @Test
    void untouched() {
        ChurnTable small = new ChurnTable();
        ChurnTable large = new ChurnTable();
        ImmutableList<Slice> before = ImmutableList.of(slice(ready("a"), ready("b")));
        ImmutableList<Slice> after = ImmutableList.of(slice(terminating("a"), ready("b")));
        small.record(new Rewrite(before, after, 10, 1, 1));
        large.record(new Rewrite(before, after, 10_000, 1, 1));

        assertThat(large.forecast(CAP).unrest().get(Kinds.OLDEST))
                .isLessThan(small.forecast(CAP).unrest().get(Kinds.OLDEST) / 10);
    }

    @DisplayName("needed and invested writes are added up; a sync without a write is none")
    @Test
    void counts() {
        table.record(new Rewrite(ImmutableList.of(), ImmutableList.of(), 5, 0, 0));
        table.record(new Rewrite(ImmutableList.of(), ImmutableList.of(slice(ready("a"))), 5, 3, 4));

        assertThat(table.needed()).isEqualTo(3);
        assertThat(table.invested()).isEqualTo(1);
    }
}
