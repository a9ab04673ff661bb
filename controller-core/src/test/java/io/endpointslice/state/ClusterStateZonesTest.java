package io.endpointslice.state;

import static io.endpointslice.fixtures.Facts.node;
import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Topology;
import io.endpointslice.model.ZoneCpu;
import io.endpointslice.model.ZoneHints;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** H4: which changes of Nodes sync which Services, and what a sync sees of the zones. */
final class ClusterStateZonesTest {
    private static final ServiceFacts WEB = service("web").topologyAuto().build();
    private static final ServiceFacts API = service("api").topologyAuto().build();
    private static final ServiceFacts PLAIN = service("plain").build();
    private static final SyncRequest SYNC_WEB = new SyncRequest(ControllerName.SLICES, WEB.key(), Cause.NODE);
    private static final int CHANGES = 2_000;

    private final ClusterState state = new ClusterState();

    @BeforeEach
    void twoZones() {
        state.nodeSeen(node("a", "a", 4_000));
        state.nodeSeen(node("b", "b", 4_000));
        state.serviceSeen(WEB);
        state.serviceSeen(API);
        state.serviceSeen(PLAIN);
    }

    @DisplayName("H4: a zone that gains CPU syncs the Services in which another zone has fewer than its minimum now")
    @Test
    void moreCpu() {
        hinted(WEB, 5, 5);
        hinted(API, 7, 3);
        hinted(PLAIN);

        assertThat(state.nodeSeen(node("a", "a", 12_000))).containsExactly(SYNC_WEB);
        assertThat(state.snapshot(WEB.key()).orElseThrow().topology().zones().milliCpu())
                .containsExactly(Map.entry("a", 12_000L), Map.entry("b", 4_000L));
    }

    @DisplayName("H4: a Node that ceases to be ready, or goes, or comes, changes the zones")
    @Test
    void readiness() {
        hinted(WEB, 5, 5);
        NodeFacts notReady = new NodeFacts("a", "a", false, false, 4_000);

        assertThat(state.nodeSeen(notReady)).containsExactly(SYNC_WEB);
        assertThat(state.nodeSeen(node("a", "a", 4_000)))
                .as("as the hints are for")
                .isEmpty();
        assertThat(state.nodeGone("a")).containsExactly(SYNC_WEB);
        assertThat(state.nodeGone("a")).isEmpty();
        state.nodeSeen(node("a", "a", 4_000));
        assertThat(state.nodeSeen(node("c", "c", 4_000))).containsExactly(SYNC_WEB);
    }

    @DisplayName("H4: a change of Nodes that leaves the zones' shares as they are asks for nothing")
    @Test
    void sameShares() {
        hinted(WEB, 5, 5);

        assertThat(state.nodeSeen(node("a", "a", 4_000))).as("a heartbeat").isEmpty();
        assertThat(state.nodeSeen(new NodeFacts("m", "a", true, true, 64_000)))
                .as("a Node of the control plane")
                .isEmpty();
        assertThat(state.nodeSeen(new NodeFacts("n", "", false, false, 0)))
                .as("a Node that is not ready")
                .isEmpty();
        assertThat(state.nodeSeen(node("a", "a", 4_100))).as("minimums are met").isEmpty();
    }

    @DisplayName("H4: Services that had to do without hints are synced when Nodes allow them")
    @Test
    void hintsBecomePossible() {
        state.nodeSeen(node("c", "", 4_000));
        state.hinted(
                WEB,
                ImmutableSortedMap.of(
                        AddressType.IPV4, new ZoneHints.Withheld(ZoneHints.Obstacle.NODES_INCOMPLETE, 8)));

        assertThat(state.nodeSeen(node("d", "d", 4_000))).as("still incomplete").isEmpty();
        assertThat(state.nodeSeen(node("c", "c", 4_000))).containsExactly(SYNC_WEB);
    }

    @DisplayName("H4: a sync that looked at the zones before they changed is followed by another")
    @Test
    void changeDuringASync() {
        state.snapshot(WEB.key());
        state.snapshot(PLAIN.key());

        assertThat(state.nodeSeen(node("a", "a", 12_000))).containsExactly(SYNC_WEB);
        hinted(WEB, 5, 5);
        assertThat(state.nodeSeen(node("a", "a", 4_000))).isEmpty();
    }

    @DisplayName("E7, H4: a new Node with Pods in a new zone syncs the Service once")
    @Test
    void oneRequest() {
        hinted(WEB, 5, 5);
        state.podSeen(pod("p").node("c").build());

        assertThat(state.nodeSeen(node("c", "c", 4_000))).containsExactly(SYNC_WEB);
    }

    @DisplayName(
            "H4: a sync sees the zones and what the last one made of them; without the annotation, the latter alone")
    @Test
    void whatASyncSees() {
        ImmutableSortedMap<AddressType, ZoneHints> made = hinted(WEB, 5, 5);

        assertThat(topology(WEB)).isEqualTo(new Topology(zones(), made));
        assertThat(topology(API)).isEqualTo(new Topology(zones(), ImmutableSortedMap.of()));
        assertThat(topology(PLAIN)).isSameAs(Topology.NONE);
        state.serviceSeen(service("web").build());
        assertThat(topology(WEB)).isEqualTo(new Topology(ZoneCpu.NONE, made));
        state.hinted(service("web").build(), ImmutableSortedMap.of());
        assertThat(topology(WEB)).isSameAs(Topology.NONE);
    }

    @DisplayName("E1: nothing is kept of a Service that went, or that made place for another of its name")
    @Test
    void gone() {
        hinted(WEB, 5, 5);
        state.serviceGone(WEB.key());
        assertThat(state.nodeSeen(node("a", "a", 12_000))).isEmpty();
        hinted(WEB, 5, 5);
        state.serviceSeen(WEB);
        assertThat(topology(WEB).before())
                .as("a late sync of the one that went")
                .isEmpty();
        hinted(WEB, 5, 5);
        state.serviceSeen(service("web").uid("uid-newer").topologyAuto().build());
        assertThat(topology(WEB).before()).isEmpty();
    }

    @DisplayName("H2: kept up to date Node by Node, the zones are those of all Nodes")
    @Test
    void incremental() {
        Random random = new Random(20260301);
        Map<String, NodeFacts> nodes = new TreeMap<>();
        state.nodeGone("a");
        state.nodeGone("b");
        for (int i = 0; i < CHANGES; i++) {
            String name = "n" + random.nextInt(8);
            if (random.nextInt(5) == 0) {
                nodes.remove(name);
                state.nodeGone(name);
            } else {
                NodeFacts node = new NodeFacts(
                        name,
                        random.nextInt(6) == 0 ? "" : "z" + random.nextInt(3),
                        random.nextInt(4) != 0,
                        random.nextInt(6) == 0,
                        random.nextInt(4) * 1_000L);
                nodes.put(name, node);
                state.nodeSeen(node);
            }
            assertThat(topology(WEB).zones()).isEqualTo(ZoneCpu.of(nodes.values()));
        }
    }

    private ImmutableSortedMap<AddressType, ZoneHints> hinted(ServiceFacts service, int a, int b) {
        ImmutableSortedMap<AddressType, ZoneHints> made =
                ImmutableSortedMap.of(AddressType.IPV4, new ZoneHints.Given(ImmutableSortedMap.of("a", a, "b", b)));
        state.hinted(service, made);
        return made;
    }

    private void hinted(ServiceFacts service) {
        state.hinted(service, ImmutableSortedMap.of());
    }

    private static ZoneCpu zones() {
        return new ZoneCpu(ImmutableSortedMap.of("a", 4_000L, "b", 4_000L), true);
    }

    private Topology topology(ServiceFacts service) {
        return state.snapshot(service.key()).orElseThrow().topology();
    }
}
