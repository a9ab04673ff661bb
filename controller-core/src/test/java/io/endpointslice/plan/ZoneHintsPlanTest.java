package io.endpointslice.plan;

import static io.endpointslice.fixtures.Facts.node;
import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static io.endpointslice.fixtures.Facts.snapshot;
import static io.endpointslice.fixtures.Facts.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.config.PackingPolicyName;
import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.fixtures.SliceFixture;
import io.endpointslice.fixtures.SnapshotFixture;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Event;
import io.endpointslice.model.Hints;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;
import io.endpointslice.model.TargetRef;
import io.endpointslice.model.ZoneHints;
import io.endpointslice.packing.PackingPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * H2 to H5 in whole plans. Pods and endpoints are written as {@code b1>a}: the Pod b1 is in zone b, on Node b, and its
 * endpoint is published with a hint for zone a; {@code b1} alone has none.
 */
class ZoneHintsPlanTest {
    private static final ServiceFacts WEB =
            service("web").port("http", 8080).topologyAuto().build();
    private static final NodeFacts[] EQUAL = {node("a", "a", 4_000), node("b", "b", 4_000)};

    @DisplayName("H2, H3: a new Service's endpoints are hinted, each for its own zone as far as the zones' CPU allows")
    @Test
    void newService() {
        SyncPlan plan = plan(100, world("a1 a2 a3 b1").nodes(EQUAL));

        assertThat(hints(plan)).isEqualTo(Map.of("a1", "[b]", "a2", "[a]", "a3", "[a]", "b1", "[b]"));
        assertThat(plan.hints()).containsEntry(AddressType.IPV4, given(2, 2));
        assertThat(plan.events()).extracting(Event::reason).containsExactly("TopologyAwareHintsEnabled");
    }

    @DisplayName("H3: a slice that does not change is not written as long as others make up for its hints")
    @Test
    void keptSlice() {
        SyncPlan plan =
                plan(4, world("a1 a2 a3 a4 a5 b1 b2 b3").nodes(EQUAL).slices(published("s1", "a1>a a2>a a3>a a4>a")));

        assertThat(plan.writes()).extracting(SliceWrite::verb).containsExactly("create");
        assertThat(hints(plan)).isEqualTo(Map.of("a5", "[b]", "b1", "[b]", "b2", "[b]", "b3", "[b]"));
        assertThat(plan.hints()).containsEntry(AddressType.IPV4, given(4, 4));
    }

    @DisplayName("H3, P2: when the zones' CPU changes, no more slices are written than have to be")
    @Test
    void asFewSlicesAsCanBe() {
        SnapshotFixture world = world("a1 a2 b1 b2 a3 a4 b3 b4 a5 a6 b5 b6")
                .nodes(node("a", "a", 6_000), node("b", "b", 2_000))
                .slices(
                        published("s1", "a1>a a2>a b1>b b2>b"),
                        published("s2", "a3>a a4>a b3>b b4>b"),
                        published("s3", "a5>a a6>a b5>b b6>b"));

        SyncPlan plan = plan(4, world);

        assertThat(plan.writes())
                .singleElement()
                .satisfies(write -> assertThat(write.reasons()).containsExactly(Reason.HINTS));
        assertThat(plan.leastWrites()).isEqualTo(1);
        assertThat(plan.hints()).containsEntry(AddressType.IPV4, given(8, 4));
    }

    @DisplayName("H3: slices that are written anyway are hinted anew before others are written for it")
    @Test
    void writtenAnyway() {
        SnapshotFixture world = world("a1 a2 b1 b2 a3 a4 b3 b5")
                .nodes(node("a", "a", 6_000), node("b", "b", 2_000))
                .slices(published("s1", "a1>a a2>a b1>b b2>b"), published("s2", "a3>a a4>a b3>b b4>b"));

        SyncPlan plan = plan(4, world);

        assertThat(plan.writes()).singleElement().satisfies(write -> {
            assertThat(write.slice().name()).isEqualTo("s2");
            assertThat(write.reasons()).containsExactly(Reason.ENDPOINT_ADDED, Reason.ENDPOINT_REMOVED);
        });
        assertThat(plan.hints()).containsEntry(AddressType.IPV4, given(6, 2));
    }

    @DisplayName("H2: the allocation is one of all port lists together")
    @Test
    void portLists() {
        ServiceFacts service =
                service("web").port("http", "http").topologyAuto().build();
        SnapshotFixture world = snapshot(service).nodes(EQUAL);
        Splitter.on(' ')
                .split("a1 a2 a3 a4")
                .forEach(name -> world.pods(ready(name).port("http", 8080)));
        Splitter.on(' ')
                .split("a5 a6 b1 b2")
                .forEach(name -> world.pods(ready(name).port("http", 9090)));

        SyncPlan plan = plan(100, world);

        assertThat(plan.writes()).hasSize(2);
        assertThat(plan.hints()).containsEntry(AddressType.IPV4, given(4, 4));
    }

    @DisplayName("H3: hints for no zone, for a zone that is gone, for two zones or for a node are put right")
    @ParameterizedTest
    @ValueSource(strings = {"b2", "b2>x", "b2>a>b", "b2>b@n1"})
    void wrongHints(String wrong) {
        SyncPlan plan = plan(100, world("a1 a2 b1 b2").nodes(EQUAL).slices(published("s1", "a1>a a2>a b1>b " + wrong)));

        assertThat(plan.writes())
                .singleElement()
                .satisfies(write -> assertThat(write.reasons()).containsExactly(Reason.HINTS));
        assertThat(hints(plan)).containsEntry("b2", "[b]");
    }

    @DisplayName("H3: hints that are right are left alone, those of endpoints that are not ready too")
    @Test
    void rightHints() {
        SnapshotFixture world = world("a1 a2 b1 b2").nodes(EQUAL);
        world.pods(pod("b3").ip(ip("b3")).node("b"));
        SliceFixture slice = published("s1", "a1>a a2>b b1>b b2>a").endpoint(endpoint("b3", "x", false));

        SyncPlan plan = plan(100, world.slices(slice).before(AddressType.IPV4, given(2, 2)));

        assertThat(plan.writes()).isEmpty();
        assertThat(plan.events()).isEmpty();
    }

    @DisplayName("H2, H5: hints that have become impossible are removed, and it is said why")
    @Test
    void impossible() {
        SyncPlan plan = plan(
                100,
                world("a1 b1")
                        .nodes(EQUAL)
                        .nodes(node("c", "c", 4_000))
                        .slices(published("s1", "a1>a b1>b"))
                        .before(AddressType.IPV4, given(1, 1)));

        assertThat(hints(plan)).isEqualTo(Map.of("a1", "[]", "b1", "[]"));
        assertThat(plan.hints())
                .containsEntry(AddressType.IPV4, new ZoneHints.Withheld(ZoneHints.Obstacle.TOO_FEW_ENDPOINTS, 2));
        assertThat(plan.events())
                .extracting(Event::message)
                .containsExactly("Insufficient number of endpoints (2 endpoints, 3 zones), addressType: IPv4");
    }

    @DisplayName("H3: one ready endpoint without a zone, and none has hints")
    @Test
    void endpointWithoutZone() {
        SyncPlan plan = plan(
                100,
                world("a1 a2 a3 b1 b2 x1")
                        .nodes(EQUAL)
                        .nodes(new NodeFacts("x", "", false, false, 0))
                        .slices(published("s1", "a1>a a2>a a3>a b1>b b2>b")));

        assertThat(hints(plan).values()).hasSize(6).containsOnly("[]");
        assertThat(plan.events())
                .extracting(Event::message)
                .containsExactly("One or more endpoints do not have a zone specified, addressType: IPv4");
    }

    @DisplayName("H5: without the annotation hints are removed, and it is said")
    @Test
    void turnedOff() {
        ServiceFacts off = service("web").port("http", 8080).build();
        SnapshotFixture world =
                snapshot(off).nodes(EQUAL).slices(published("s1", "a1>a b1>b")).before(AddressType.IPV4, given(1, 1));
        world.pods(ready("a1"), ready("b1"));

        SyncPlan plan = plan(100, world);

        assertThat(hints(plan)).isEqualTo(Map.of("a1", "[]", "b1", "[]"));
        assertThat(plan.hints()).isEmpty();
        assertThat(plan.events())
                .extracting(Event::message)
                .containsExactly("Topology Aware Hints has been disabled, addressType: IPv4");
    }

    @DisplayName("E14: a Service that is being deleted gets no new slices; what it has stays right")
    @Test
    void deleting() {
        ServiceFacts service =
                service("web").port("http", 8080).topologyAuto().deleting().build();
        SnapshotFixture world = snapshot(service).nodes(EQUAL).slices(published("s1", "a1>a a2>a"));
        Splitter.on(' ').split("a1 a2 b1 b2").forEach(name -> world.pods(ready(name)));

        assertThat(plan(2, world).writes()).isEmpty();
    }

    private static SyncPlan plan(int cap, SnapshotFixture world) {
        SyncPlan plan = new SlicePlanner(PackingPolicy.of(PackingPolicyName.MERGING), cap)
                .plan(world.build(), Optional.empty());
        assertThat(plan.writes()).as("P2").hasSize(plan.leastWrites());
        return plan;
    }

    private static SnapshotFixture world(String pods) {
        SnapshotFixture world = snapshot(WEB);
        Splitter.on(' ').split(pods).forEach(name -> world.pods(ready(name)));
        return world;
    }

    private static PodFixture ready(String name) {
        return pod(name).ip(ip(name)).node(name.substring(0, 1)).ready();
    }

    private static String ip(String name) {
        return "10.0." + (name.charAt(0) - 'a') + "." + name.substring(1);
    }

    private static SliceFixture published(String name, String endpoints) {
        SliceFixture slice = slice(WEB, name).ports(tcp("http", 8080));
        for (String text : Splitter.on(' ').split(endpoints)) {
            slice.endpoint(endpoint(text.substring(0, 2), text.substring(Math.min(3, text.length())), true));
        }
        return slice;
    }

    private static Endpoint endpoint(String name, String hints, boolean ready) {
        int node = hints.indexOf('@');
        return Endpoint.of(
                ImmutableList.of(ip(name)),
                "",
                Conditions.of(ready, ready, false),
                Optional.of(TargetRef.pod("shop", name, "uid-" + name)),
                name.substring(0, 1),
                name.substring(0, 1),
                new Hints(
                        ImmutableList.copyOf(
                                Splitter.on('>').omitEmptyStrings().split(node < 0 ? hints : hints.substring(0, node))),
                        node < 0 ? ImmutableList.of() : ImmutableList.of(hints.substring(node + 1))));
    }

    private static ZoneHints given(int a, int b) {
        return new ZoneHints.Given(ImmutableSortedMap.of("a", a, "b", b));
    }

    /** The Pods in written slices, and the zones that they are hinted for. */
    private static Map<String, String> hints(SyncPlan plan) {
        Map<String, String> hints = new TreeMap<>();
        plan.writes().stream()
                .map(SliceWrite::slice)
                .map(Slice::endpoints)
                .flatMap(ImmutableList::stream)
                .forEach(endpoint -> hints.put(
                        endpoint.identity().name(), endpoint.hints().forZones().toString()));
        return hints;
    }
}
