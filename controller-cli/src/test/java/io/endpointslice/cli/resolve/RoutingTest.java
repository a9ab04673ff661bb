package io.endpointslice.cli.resolve;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Lists;
import io.endpointslice.cli.resolve.Routing.Reach;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Hints;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of kube-proxy for what a consumer uses. */
class RoutingTest {
    private static final Conditions READY = Conditions.of(true, true, false);
    private static final Conditions NOT_READY = Conditions.of(false, false, false);
    private static final Conditions LEAVING = Conditions.of(false, true, true);
    private static final Conditions GONE = Conditions.of(false, false, true);
    private static final Consumer IN_A = new Consumer("a", "");
    private static final Consumer ON_N1_IN_A = new Consumer("a", "n1");

    private record Shape(Conditions conditions, ImmutableList<String> zones, ImmutableList<String> nodes) {}

    private static Shape shape(Conditions conditions, String zone, String node) {
        return new Shape(conditions, list(zone), list(node));
    }

    private static ImmutableList<String> list(String text) {
        return text.isEmpty() ? ImmutableList.of() : ImmutableList.of(text);
    }

    /** Backends 10.0.0.1, 10.0.0.2, ... on nodes n1, n2, ... */
    private static ImmutableList<Backend> backends(List<Shape> shapes) {
        return IntStream.range(0, shapes.size())
                .mapToObj(i -> backend(i + 1, shapes.get(i)))
                .collect(toImmutableList());
    }

    private static Backend backend(int number, Shape shape) {
        String ip = "10.0.0." + number;
        Endpoint endpoint = Endpoint.of(
                ImmutableList.of(ip),
                "",
                shape.conditions,
                Optional.empty(),
                "n" + number,
                "",
                new Hints(shape.zones, shape.nodes));
        return new Backend(ip, AddressType.IPV4, OptionalInt.of(80), endpoint, ImmutableSortedSet.of("s"));
    }

    private static Routing route(Consumer consumer, Shape... shapes) {
        return Routing.of(backends(ImmutableList.copyOf(shapes)), consumer, false);
    }

    private static ImmutableList<String> hosts(Routing routing) {
        return routing.used().stream().map(Backend::host).collect(toImmutableList());
    }

    @DisplayName("without hints all ready endpoints are used, from everywhere")
    @Test
    void ready() {
        Routing routing = route(IN_A, shape(READY, "", ""), shape(NOT_READY, "", ""), shape(LEAVING, "", ""));

        assertThat(hosts(routing)).containsExactly("10.0.0.1");
        assertThat(routing.reach()).isEqualTo(Reach.READY);
        assertThat(routing.why()).isEqualTo("there are no hints");
    }

    @DisplayName("hints for the zone hold if every ready endpoint has one")
    @Test
    void zone() {
        Routing routing = route(IN_A, shape(READY, "a", ""), shape(READY, "b", ""), shape(NOT_READY, "", ""));

        assertThat(hosts(routing)).containsExactly("10.0.0.1");
        assertThat(routing.reach()).isEqualTo(Reach.SAME_ZONE);
    }

    @DisplayName("if any ready endpoint has no hint, hints are ignored")
    @Test
    void missingHint() {
        Routing routing = route(IN_A, shape(READY, "a", ""), shape(READY, "b", ""), shape(READY, "", ""));

        assertThat(hosts(routing)).hasSize(3);
        assertThat(routing.why()).isEqualTo("hints are ignored, since 10.0.0.3 has none");
    }

    @DisplayName(
            "a zone that no endpoint is hinted for uses all ready ones; so does a consumer whose zone is not known")
    @Test
    void otherZone() {
        assertThat(route(new Consumer("c", ""), shape(READY, "a", ""), shape(READY, "b", ""))
                        .why())
                .isEqualTo("no endpoint is hinted for its zone");
        assertThat(hosts(route(Consumer.ANYWHERE, shape(READY, "a", ""), shape(READY, "b", ""))))
                .hasSize(2);
    }

    @DisplayName("PreferSameNode: hints for the Node come first, then those for the zone")
    @Test
    void node() {
        Shape here = shape(READY, "a", "n1");
        Shape near = shape(READY, "a", "n2");
        Shape far = shape(READY, "b", "n3");

        assertThat(hosts(route(ON_N1_IN_A, here, near, far))).containsExactly("10.0.0.1");
        assertThat(hosts(route(new Consumer("a", "n9"), here, near, far))).containsExactly("10.0.0.1", "10.0.0.2");
        assertThat(hosts(route(ON_N1_IN_A, here, near, shape(READY, "b", ""))))
                .as("one endpoint without a hint for a Node")
                .containsExactly("10.0.0.1", "10.0.0.2");
    }

    @DisplayName("if none is ready, those that serve while they terminate are used, whatever their hints")
    @Test
    void terminating() {
        Routing routing = route(IN_A, shape(LEAVING, "b", ""), shape(GONE, "a", ""), shape(NOT_READY, "a", ""));

        assertThat(hosts(routing)).containsExactly("10.0.0.1");
        assertThat(routing.reach()).isEqualTo(Reach.TERMINATING);
        assertThat(route(IN_A, shape(GONE, "", "")).reach()).isEqualTo(Reach.NONE);
    }

    @DisplayName("unset conditions count as ready and serving, and as not terminating")
    @Test
    void unset() {
        Conditions none = new Conditions(Optional.empty(), Optional.empty(), Optional.empty());
        Conditions onlyNotReady = new Conditions(Optional.of(false), Optional.empty(), Optional.of(true));

        assertThat(hosts(route(IN_A, shape(none, "", ""), shape(READY, "", ""))))
                .hasSize(2);
        assertThat(route(IN_A, shape(onlyNotReady, "", "")).reach()).isEqualTo(Reach.TERMINATING);
    }

    @DisplayName("internalTrafficPolicy Local: only the endpoints on the consumer's Node")
    @Test
    void local() {
        ImmutableList<Backend> backends =
                backends(ImmutableList.of(shape(READY, "", ""), shape(READY, "", ""), shape(LEAVING, "", "")));

        assertThat(hosts(Routing.of(backends, new Consumer("", "n2"), true))).containsExactly("10.0.0.2");
        assertThat(hosts(Routing.of(backends, new Consumer("", "n3"), true))).containsExactly("10.0.0.3");
        assertThat(Routing.of(backends, new Consumer("", "n4"), true).reach()).isEqualTo(Reach.NONE);
    }

    @DisplayName(
            "of all sets of three endpoints: what is used is never empty without need, and hints never take a zone's last")
    @Test
    void allSmallSets() {
        ImmutableList<Shape> shapes = Lists.cartesianProduct(
                        ImmutableList.of(READY, NOT_READY, LEAVING),
                        ImmutableList.of(list(""), list("a"), list("b")),
                        ImmutableList.of(list(""), list("n1"), list("n2")))
                .stream()
                .map(parts -> new Shape((Conditions) parts.get(0), strings(parts.get(1)), strings(parts.get(2))))
                .collect(toImmutableList());

        for (List<Shape> some : Lists.cartesianProduct(shapes, shapes, shapes)) {
            ImmutableList<Backend> all = backends(some);
            Routing routing = Routing.of(all, ON_N1_IN_A, false);
            long ready = all.stream().filter(Backend::isReady).count();
            long leaving = all.stream().filter(Backend::isServingTerminating).count();

            assertThat(routing.used().isEmpty()).as("%s", some).isEqualTo(ready + leaving == 0);
            assertThat(routing.used().stream().allMatch(Backend::isReady))
                    .as("%s", some)
                    .isEqualTo(ready > 0 || leaving == 0);
            if (routing.used().size() < ready) {
                assertThat(all.stream().filter(Backend::isReady)).as("%s", some).noneMatch(backend -> {
                    Hints hints = backend.endpoint().hints();
                    return (routing.reach() == Reach.SAME_NODE ? hints.forNodes() : hints.forZones()).isEmpty();
                });
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static ImmutableList<String> strings(Object list) {
        return (ImmutableList<String>) list;
    }
}
