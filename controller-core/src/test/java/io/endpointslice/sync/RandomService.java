package io.endpointslice.sync;

import com.google.common.collect.ImmutableList;
import io.endpointslice.fixtures.Facts;
import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.fixtures.ServiceFixture;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.Slice;
import io.endpointslice.state.ClusterState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** A Service whose Pods, Nodes and own fields change at random; each change is told to a state. */
final class RandomService {
    static final ServiceKey KEY = new ServiceKey(Facts.NAMESPACE, "web");
    private static final int NODES = 5;
    private static final int ENOUGH_PODS = 25;
    private static final Instant START = Instant.parse("2026-03-01T11:00:00Z");

    private final Random random;
    private final ClusterState state;
    private final SortedMap<String, PodFixture> pods = new TreeMap<>();
    private int clock;

    RandomService(Random random, ClusterState state) {
        this.random = random;
        this.state = state;
        changeService();
        repairNodes();
        for (int i = random.nextInt(ENOUGH_PODS); i > 0; i--) {
            addPod();
        }
    }

    /** One change: mostly of a Pod. */
    void change() {
        int kind = random.nextInt(60);
        if (kind == 0) {
            changeService();
        } else if (kind == 1) {
            state.nodeGone(someNode());
        } else if (kind == 2) {
            state.nodeSeen(Facts.node(someNode(), "z" + random.nextInt(3)));
        } else if (kind <= 6) {
            repairNodes();
        } else {
            changePod();
        }
    }

    /** All Nodes are there. */
    void repairNodes() {
        for (int i = 0; i < NODES; i++) {
            state.nodeSeen(Facts.node("n" + i, "z" + i % 2));
        }
    }

    /** A stranger changes a slice: takes out an endpoint, doubles one in another slice, empties it or deletes it. */
    void meddle(FakeApi api) {
        ImmutableList<Slice> slices = api.slices();
        if (slices.isEmpty()) {
            return;
        }
        Slice slice = slices.get(random.nextInt(slices.size()));
        Slice other = slices.get(random.nextInt(slices.size()));
        switch (random.nextInt(3)) {
            case 0 -> api.remove(slice.name());
            case 1 -> api.edit(with(slice, List.of()));
            default ->
                api.edit(with(slice, slice.addressType() == other.addressType() ? List.of(slice, other) : List.of()));
        }
    }

    private static Slice with(Slice slice, List<Slice> contents) {
        return new Slice(
                slice.meta(),
                slice.addressType(),
                slice.ports(),
                contents.stream().flatMap(each -> each.endpoints().stream()).collect(ImmutableList.toImmutableList()));
    }

    private void changeService() {
        ServiceFixture service = Facts.service("web").port("http", "http").label("tier", "t" + random.nextInt(2));
        if (random.nextInt(3) == 0) {
            service.families(AddressType.IPV4, AddressType.IPV6);
        }
        switch (random.nextInt(8)) {
            case 0 -> service.topologyAuto();
            case 1 -> service.trafficDistribution("PreferSameNode");
            case 2 -> service.trafficDistribution("PreferClose");
            case 3 -> service.selector("track", "stable");
            default -> {}
        }
        state.serviceSeen(service.build());
    }

    private void changePod() {
        int change = random.nextInt(10);
        if (pods.isEmpty() || change < (pods.size() < ENOUGH_PODS ? 3 : 1)) {
            addPod();
            return;
        }
        Map.Entry<String, PodFixture> entry = new ArrayList<>(pods.entrySet()).get(random.nextInt(pods.size()));
        String name = entry.getKey();
        PodFixture pod = entry.getValue();
        switch (change) {
            case 3, 4, 5 -> pod.ready(random.nextBoolean()).readySince(now());
            case 6 -> pod.terminating();
            case 7 -> pod.label("track", random.nextBoolean() ? "stable" : "canary");
            case 8 -> pod = pod(name).uid("uid-" + clock++);
            default -> {
                pods.remove(name);
                state.podGone(new PodKey(Facts.NAMESPACE, name));
                return;
            }
        }
        see(name, pod);
    }

    private void see(String name, PodFixture pod) {
        pods.put(name, pod);
        state.podSeen(pod.build());
    }

    private void addPod() {
        String name = "p" + clock++;
        see(name, pod(name));
    }

    private PodFixture pod(String name) {
        int number = clock++;
        PodFixture pod = Facts.pod(name)
                .ip("10.0." + number / 250 + "." + number % 250)
                .node(someNode())
                .label("track", random.nextBoolean() ? "stable" : "canary")
                .port("http", random.nextInt(5) == 0 ? 9090 : 8080);
        if (random.nextBoolean()) {
            pod.ready().readySince(now());
        }
        return random.nextInt(4) == 0 ? pod : pod.ip("fd00::" + Integer.toHexString(number + 1));
    }

    private String someNode() {
        return "n" + random.nextInt(NODES);
    }

    /** Mostly later than before, sometimes earlier. */
    private Instant now() {
        return START.plusSeconds(clock++ - random.nextInt(5));
    }
}
