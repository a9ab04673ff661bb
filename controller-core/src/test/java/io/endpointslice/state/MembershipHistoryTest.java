package io.endpointslice.state;

import static io.endpointslice.fixtures.Facts.node;
import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.fixtures.ServiceFixture;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories: after each event the incremental state equals a recomputation from the plain facts, and exactly the
 * Services whose endpoints could differ are asked for.
 */
final class MembershipHistoryTest {
    private static final int EVENTS = 2_000;
    private static final ServiceFacts NO_SERVICE =
            service("nowhere", "none").noSelector().build();
    private static final List<String> NAMESPACES = List.of("shop", "other");

    /** All of a Service that its endpoints follow from; labels of Pods do not, once they match. */
    private record View(ServiceFacts service, Set<PodFacts> pods, Map<String, NodeFacts> nodes) {}

    private final ClusterState state = new ClusterState();
    private final Map<ServiceKey, ServiceFacts> services = new HashMap<>();
    private final Map<PodKey, PodFacts> pods = new HashMap<>();
    private final Map<String, NodeFacts> nodes = new HashMap<>();
    private final Map<ObjectKey, Slice> slices = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @DisplayName("R3: random histories: membership is right, no Service is missed, none is asked for in vain")
    void randomHistory(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < EVENTS; i++) {
            Map<ServiceKey, View> before = views();
            boolean nodeGone = random.nextInt(20) == 0;
            Collection<SyncRequest> requests = nodeGone ? removeNode(random) : event(random);
            Map<ServiceKey, View> after = views();
            Set<ServiceKey> asked = new TreeSet<>();
            requests.forEach(request -> asked.add(request.service()));
            assertThat(requests).as("each once by each controller").doesNotHaveDuplicates();
            assertThat(asked)
                    .as("seed %s, event %s", seed, i)
                    .isEqualTo(nodeGone ? Set.of() : differing(before, after));
            after.forEach(this::assertShown);
        }
    }

    private void assertShown(ServiceKey key, View expected) {
        Optional<ServiceSnapshot> snapshot = state.snapshot(key);
        if (expected.service().equals(NO_SERVICE)) {
            assertThat(snapshot).isEmpty();
            return;
        }
        ServiceSnapshot shown = snapshot.orElseThrow();
        assertThat(shown.service()).isEqualTo(expected.service());
        assertThat(shown.pods()).doesNotHaveDuplicates();
        assertThat(new HashSet<>(shown.pods())).isEqualTo(selected(expected.service()));
        assertThat(shown.nodes()).isEqualTo(expected.nodes());
        assertThat(new HashSet<>(shown.slices())).isEqualTo(slicesOf(key));
    }

    private Collection<SyncRequest> event(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> putService(random);
            case 1 -> {
                ServiceKey key = serviceKey(random);
                services.remove(key);
                yield state.serviceGone(key);
            }
            case 2, 3 -> {
                PodKey key = podKey(random);
                pods.remove(key);
                yield state.podGone(key);
            }
            case 4 -> {
                NodeFacts node = node("n" + random.nextInt(3), "z" + random.nextInt(2));
                nodes.put(node.name(), node);
                yield state.nodeSeen(node);
            }
            case 5 -> changeSlices(random);
            default -> putPod(random);
        };
    }

    private Collection<SyncRequest> putService(Random random) {
        ServiceKey key = serviceKey(random);
        ServiceFixture fixture = service(key.namespace(), key.name());
        switch (random.nextInt(8)) {
            case 0 -> fixture.noSelector();
            case 1 -> fixture.emptySelector();
            case 2 -> fixture.externalName();
            default -> fixture.selector(label(random), value(random));
        }
        ServiceFacts facts = fixture.label("tier", value(random)).build();
        if (facts.selector().isPresent() && random.nextInt(3) == 0) {
            facts = facts.withSelector(ImmutableMap.of("a", value(random), "b", value(random)));
        }
        services.put(key, facts);
        return state.serviceSeen(facts);
    }

    private Collection<SyncRequest> putPod(Random random) {
        PodKey key = podKey(random);
        PodFixture fixture = pod(key.name()).namespace(key.namespace()).withoutLabel("app");
        for (String label : List.of("a", "b", "c")) {
            if (random.nextBoolean()) {
                fixture.label(label, value(random));
            }
        }
        fixture.ready(random.nextInt(4) == 0).node(random.nextInt(4) == 0 ? "n" + random.nextInt(3) : "n0");
        PodFacts facts = fixture.build();
        pods.put(key, facts);
        return state.podSeen(facts);
    }

    private Collection<SyncRequest> removeNode(Random random) {
        String name = "n" + random.nextInt(3);
        nodes.remove(name);
        return state.nodeGone(name);
    }

    /** Which requests slices cause is tested elsewhere; here only what a snapshot shows of them. */
    private Collection<SyncRequest> changeSlices(Random random) {
        ServiceKey service = serviceKey(random);
        String name = "slice-" + random.nextInt(6);
        if (random.nextInt(3) == 0) {
            slices.remove(new ObjectKey(service.namespace(), name));
            assertOnly(Cause.FOREIGN_EDIT, state.sliceGone(service.namespace(), name));
        } else {
            Slice seen = Versions.at(
                    slice(service(service.namespace(), service.name()).build(), name)
                            .build(),
                    1 + random.nextInt(3),
                    1 + random.nextInt(9));
            slices.put(ObjectKey.of(seen.meta()), seen);
            assertOnly(Cause.FOREIGN_EDIT, state.sliceSeen(seen));
        }
        return List.of();
    }

    private static void assertOnly(Cause cause, Collection<SyncRequest> requests) {
        assertThat(requests).allMatch(request -> request.cause() == cause);
    }

    private Map<ServiceKey, View> views() {
        Map<ServiceKey, View> views = new HashMap<>();
        for (String namespace : NAMESPACES) {
            for (int i = 0; i < 5; i++) {
                ServiceKey key = new ServiceKey(namespace, "s" + i);
                views.put(key, view(services.getOrDefault(key, NO_SERVICE)));
            }
        }
        return views;
    }

    private View view(ServiceFacts service) {
        Set<PodFacts> stripped = new HashSet<>();
        Map<String, NodeFacts> named = new HashMap<>();
        for (PodFacts pod : selected(service)) {
            stripped.add(withoutLabels(pod));
            Optional.ofNullable(nodes.get(pod.nodeName())).ifPresent(node -> named.put(node.name(), node));
        }
        return new View(service, stripped, named);
    }

    private Set<PodFacts> selected(ServiceFacts service) {
        Set<PodFacts> found = new HashSet<>();
        for (PodFacts pod : pods.values()) {
            if (pod.key().namespace().equals(service.key().namespace()) && service.selects(pod.labels())) {
                found.add(pod);
            }
        }
        return found;
    }

    private Set<Slice> slicesOf(ServiceKey key) {
        Set<Slice> found = new HashSet<>();
        for (Slice slice : slices.values()) {
            if (Kind.SLICE.service(slice).equals(Optional.of(key))) {
                found.add(slice);
            }
        }
        return found;
    }

    private static Set<ServiceKey> differing(Map<ServiceKey, View> before, Map<ServiceKey, View> after) {
        Set<ServiceKey> found = new TreeSet<>();
        after.forEach((key, view) -> {
            if (!view.equals(before.get(key))) {
                found.add(key);
            }
        });
        return found;
    }

    private static PodFacts withoutLabels(PodFacts pod) {
        return pod(pod.key().name())
                .namespace(pod.key().namespace())
                .withoutLabel("app")
                .ready(pod.ready())
                .node(pod.nodeName())
                .build();
    }

    private static ServiceKey serviceKey(Random random) {
        return new ServiceKey(NAMESPACES.get(random.nextInt(2)), "s" + random.nextInt(5));
    }

    private static PodKey podKey(Random random) {
        return new PodKey(NAMESPACES.get(random.nextInt(2)), "p" + random.nextInt(8));
    }

    private static String label(Random random) {
        return ImmutableSet.of("a", "b", "c").asList().get(random.nextInt(3));
    }

    private static String value(Random random) {
        return Integer.toString(random.nextInt(2));
    }
}
