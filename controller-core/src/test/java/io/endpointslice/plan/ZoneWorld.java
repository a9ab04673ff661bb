package io.endpointslice.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.fixtures.Facts;
import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.fixtures.SliceStore;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.model.Topology;
import io.endpointslice.model.ZoneCpu;
import io.endpointslice.model.ZoneHints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** A Service with the annotation Auto over a random life: Pods come, change and go; Nodes gain and lose CPU and readiness. */
@SuppressWarnings("DistinctVarargsChecker") // equal values are meant
final class ZoneWorld {
    private static final int NODES_PER_ZONE = 2;

    private final Random random;
    private final int zones;
    private final SortedMap<String, PodFixture> pods = new TreeMap<>();
    private final SortedMap<String, NodeFacts> nodes = new TreeMap<>();
    private ServiceFacts service = service(true);
    private int nextPod;
    private final SliceStore slices = new SliceStore(List.of());
    private ImmutableSortedMap<AddressType, ZoneHints> hints = ImmutableSortedMap.of();

    ZoneWorld(long seed) {
        random = new Random(seed);
        zones = 2 + random.nextInt(4);
        for (int i = 0; i < zones * NODES_PER_ZONE; i++) {
            changeNode(i);
        }
        for (int i = random.nextInt(60); i > 0; i--) {
            addPod();
        }
    }

    ServiceFacts service() {
        return service;
    }

    SliceStore slices() {
        return slices;
    }

    SortedMap<String, NodeFacts> nodes() {
        return nodes;
    }

    ZoneCpu zones() {
        return ZoneCpu.of(nodes.values());
    }

    ImmutableSortedMap<AddressType, ZoneHints> hints() {
        return hints;
    }

    /** Takes in what a sync has written. */
    void synced(SyncPlan plan) {
        plan.writes().forEach(slices::apply);
        hints = plan.hints();
    }

    ServiceSnapshot snapshot() {
        return snapshot(facts(), slices.all());
    }

    /** The same state, with its parts in another order. */
    ServiceSnapshot shuffledSnapshot() {
        List<PodFacts> facts = new ArrayList<>(facts());
        List<Slice> existing = slices.mutableCopy();
        Collections.shuffle(facts, random);
        Collections.shuffle(existing, random);
        return snapshot(facts, existing);
    }

    private ServiceSnapshot snapshot(List<PodFacts> facts, List<Slice> existing) {
        return new ServiceSnapshot(
                service,
                ImmutableList.copyOf(facts),
                ImmutableMap.copyOf(nodes),
                ImmutableList.copyOf(existing),
                new Topology(zones(), hints));
    }

    private List<PodFacts> facts() {
        return pods.values().stream().map(PodFixture::build).toList();
    }

    /** A few Pods change, or many; now and then the annotation is away. */
    void changePods() {
        for (int i = 1 + random.nextInt(random.nextInt(4) == 0 ? 20 : 3); i > 0; i--) {
            changePod();
        }
        service = service(random.nextInt(30) != 0);
    }

    /** A Node becomes ready, or not, or gets another CPU. */
    void changeNodes() {
        changeNode(random.nextInt(zones * NODES_PER_ZONE));
    }

    private void changeNode(int number) {
        String zone = random.nextInt(60) == 0 ? "" : "zone-" + number % zones;
        NodeFacts before = nodes.get("n" + number);
        nodes.put(
                "n" + number,
                new NodeFacts(
                        "n" + number,
                        before == null ? zone : before.zone(),
                        random.nextInt(8) != 0,
                        false,
                        1_000L * (1 + random.nextInt(6))));
    }

    private void changePod() {
        int change = random.nextInt(10);
        if (change < 3 || pods.isEmpty()) {
            addPod();
            return;
        }
        Map.Entry<String, PodFixture> pod = new ArrayList<>(pods.entrySet()).get(random.nextInt(pods.size()));
        switch (change) {
            case 3, 4, 5 -> pod.getValue().ready(random.nextInt(4) != 0);
            case 6 -> pod.getValue().terminating();
            default -> pods.remove(pod.getKey());
        }
    }

    private void addPod() {
        String name = "p" + nextPod++;
        int skewed = Math.min(random.nextInt(zones * NODES_PER_ZONE), random.nextInt(zones * NODES_PER_ZONE));
        PodFixture pod = Facts.pod(name)
                .ip("10.0." + nextPod / 250 + "." + nextPod % 250)
                .node("n" + skewed)
                .ready(random.nextInt(5) != 0)
                .port("http", random.nextInt(5) == 0 ? 9090 : 8080);
        if (random.nextInt(3) != 0) {
            pod.ip("fd00::" + Integer.toHexString(nextPod));
        }
        pods.put(name, pod);
    }

    private static ServiceFacts service(boolean auto) {
        var fixture = Facts.service("web")
                .port("http", "http")
                .families(AddressType.IPV4, AddressType.IPV6)
                .trafficDistribution("PreferClose");
        return (auto ? fixture.topologyAuto() : fixture).build();
    }
}
