package io.endpointslice.legacy;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.model.KubernetesNames.OVER_CAPACITY_ANNOTATION;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.fixtures.Facts;
import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointsSnapshot;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.plan.EndpointsPlan;
import io.endpointslice.plan.EndpointsWrite;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A Service whose Pods are known by number, with IPs in that order, and its Endpoints object through many syncs. */
final class CapacityWorld {
    static final ServiceFacts SERVICE =
            service("web").port("http", "http").port("debug", "debug").build();

    private final SortedMap<Integer, PodFixture> pods = new TreeMap<>();
    private Optional<LegacyEndpoints> stands = Optional.empty();

    ImmutableList<PodFacts> pods() {
        return pods.values().stream().map(PodFixture::build).collect(toImmutableList());
    }

    LegacyEndpoints stands() {
        return stands.orElseThrow();
    }

    /** Somebody else writes the object. */
    void replace(LegacyEndpoints object) {
        stands = Optional.of(object);
    }

    void put(int i, PodFixture pod) {
        pods.put(i, pod);
    }

    void remove(int i) {
        pods.remove(i);
    }

    void add(int from, int to) {
        add(from, to, pod -> {});
    }

    void addWith(int from, int to, int httpPort) {
        for (int i = from; i < to; i++) {
            pods.put(i, numbered(i).port("http", httpPort));
        }
    }

    void add(int from, int to, Consumer<PodFixture> more) {
        addWith(from, to, 8080);
        for (int i = from; i < to; i++) {
            more.accept(get(i));
        }
    }

    PodFixture get(int i) {
        return requireNonNull(pods.get(i));
    }

    private static PodFixture numbered(int i) {
        return pod("p" + i)
                .ip("10.1." + (100 + i / 150) + "." + (100 + i % 150))
                .ready();
    }

    EndpointsPlan plan() {
        return new EndpointsPlanner()
                .plan(
                        new EndpointsSnapshot(SERVICE.key(), Optional.of(SERVICE), false, pods(), stands),
                        Optional.empty());
    }

    /** Plans and writes; the number of writes. */
    int sync() {
        ImmutableList<EndpointsWrite> writes = plan().writes();
        writes.forEach(write -> stands = Optional.of(write.endpoints()));
        return writes.size();
    }

    Optional<String> annotation() {
        return Optional.ofNullable(stands().meta().annotations().get(OVER_CAPACITY_ANNOTATION));
    }

    Stream<EndpointAddress> addresses(boolean ready) {
        return stands().subsets().stream()
                .flatMap(subset -> (ready ? subset.addresses() : subset.notReadyAddresses()).stream());
    }

    ImmutableSet<String> ready() {
        return addresses(true)
                .map(address -> address.targetRef().orElseThrow().name())
                .collect(toImmutableSet());
    }

    ImmutableSet<String> notReady() {
        return addresses(false)
                .map(address -> address.targetRef().orElseThrow().name())
                .collect(toImmutableSet());
    }

    long ready(int port) {
        return stands().subsets().stream()
                .filter(subset -> subset.ports().contains(Facts.tcp("http", port)))
                .mapToLong(subset -> subset.addresses().size())
                .sum();
    }

    int count() {
        return stands().subsets().stream()
                .mapToInt(subset ->
                        subset.addresses().size() + subset.notReadyAddresses().size())
                .sum();
    }
}
