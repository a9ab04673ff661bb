package io.endpointslice.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.fixtures.Facts;
import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.fixtures.SliceStore;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One Service over a random life: Pods come, become ready, change their ports, terminate and go; slices are edited and
 * deleted by strangers; labels and families change. Everything is drawn from one seed.
 */
final class RandomWorld {
    private static final int NODES = 7;

    private final Random random;
    private final SortedMap<String, PodFixture> pods = new TreeMap<>();
    private ServiceFacts service;
    private int nextPod;
    private SliceStore slices = new SliceStore(List.of());

    RandomWorld(long seed) {
        random = new Random(seed);
        service = service();
        for (int i = random.nextInt(60); i > 0; i--) {
            addPod();
        }
    }

    SliceStore slices() {
        return slices;
    }

    ServiceSnapshot snapshot() {
        return snapshot(slices.all());
    }

    private ServiceSnapshot snapshot(List<Slice> existing) {
        List<PodFacts> facts = new ArrayList<>();
        pods.values().forEach(pod -> facts.add(pod.build()));
        return new ServiceSnapshot(service, ImmutableList.copyOf(facts), nodes(), ImmutableList.copyOf(existing));
    }

    /** The same state, with its parts in another order. */
    ServiceSnapshot shuffledSnapshot() {
        List<PodFacts> facts = new ArrayList<>(snapshot().pods());
        List<Slice> existing = slices.mutableCopy();
        Collections.shuffle(facts, random);
        Collections.shuffle(existing, random);
        return new ServiceSnapshot(service, ImmutableList.copyOf(facts), nodes(), ImmutableList.copyOf(existing));
    }

    /** One to twenty changes of Pods, and now and then one of another kind. */
    void step() {
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
            changePods();
        }
        int other = random.nextInt(40);
        if (other == 0) {
            service = service();
        } else if (other <= 3 && !slices.all().isEmpty()) {
            meddle();
        }
    }

    private void changePods() {
        int change = random.nextInt(10);
        if (change < 3 || pods.isEmpty()) {
            addPod();
            return;
        }
        Map.Entry<String, PodFixture> pod = new ArrayList<>(pods.entrySet()).get(random.nextInt(pods.size()));
        switch (change) {
            case 3, 4 -> pod.getValue().ready(random.nextBoolean());
            case 5, 6 -> pod.getValue().terminating();
            case 7 -> pod.setValue(pod(pod.getKey()));
            default -> pods.remove(pod.getKey());
        }
    }

    private void addPod() {
        String name = "p" + nextPod++;
        pods.put(name, pod(name));
    }

    private PodFixture pod(String name) {
        int number = nextPod;
        PodFixture pod = Facts.pod(name)
                .ip("10.0." + number / 250 + "." + number % 250)
                .node("n" + random.nextInt(NODES))
                .ready(random.nextBoolean());
        if (random.nextInt(4) != 0) {
            pod.ip("fd00::" + Integer.toHexString(number + 1));
        }
        int ports = random.nextInt(10);
        return ports == 0 ? pod : pod.port("http", ports < 8 ? 8080 : 9090);
    }

    private ServiceFacts service() {
        ImmutableList.Builder<AddressType> families = ImmutableList.builder();
        families.add(AddressType.IPV4);
        if (random.nextBoolean()) {
            families.add(AddressType.IPV6);
        }
        ServiceFacts facts = Facts.service("web").port("http", "http").build();
        return new ServiceFacts(
                facts.key(),
                facts.uid(),
                random.nextBoolean() ? ImmutableMap.of() : ImmutableMap.of("tier", "front"),
                false,
                facts.selector(),
                families.build(),
                facts.clusterIp(),
                false,
                facts.ports(),
                facts.creation(),
                false,
                facts.topologyAuto(),
                facts.trafficDistribution());
    }

    private static ImmutableMap<String, NodeFacts> nodes() {
        ImmutableMap.Builder<String, NodeFacts> nodes = ImmutableMap.builder();
        for (int i = 0; i < NODES; i++) {
            nodes.put("n" + i, Facts.node("n" + i, "zone-" + i % 3));
        }
        return nodes.buildOrThrow();
    }

    /** A stranger deletes a slice, empties it, copies endpoints into it from another, or gives it to an older Service. */
    private void meddle() {
        List<Slice> all = slices.mutableCopy();
        int victim = random.nextInt(all.size());
        Slice slice = all.remove(victim);
        Slice other = slices.all().get(random.nextInt(slices.all().size()));
        switch (random.nextInt(4)) {
            case 0 -> all.add(with(slice, ImmutableList.of()));
            case 1 -> all.add(with(slice, joined(slice, other)));
            case 2 -> all.add(ofOlderService(slice));
            default -> {}
        }
        slices = new SliceStore(all);
    }

    private static ImmutableList<Endpoint> joined(Slice slice, Slice other) {
        if (other.addressType() != slice.addressType()) {
            return slice.endpoints();
        }
        return ImmutableList.<Endpoint>builder()
                .addAll(slice.endpoints())
                .addAll(other.endpoints())
                .build();
    }

    private static Slice with(Slice slice, ImmutableList<Endpoint> endpoints) {
        return new Slice(slice.meta(), slice.addressType(), slice.ports(), endpoints);
    }

    private static Slice ofOlderService(Slice slice) {
        Metadata meta = slice.meta();
        Metadata older = new Metadata(
                meta.namespace(),
                meta.name(),
                meta.generateName(),
                meta.uid(),
                meta.resourceVersion(),
                meta.generation(),
                meta.labels(),
                meta.annotations(),
                ImmutableList.of(),
                meta.finalizers(),
                meta.deleting());
        return new Slice(older, slice.addressType(), slice.ports(), slice.endpoints());
    }
}
