package io.endpointslice.mirroring;

import static io.endpointslice.fixtures.Facts.address;
import static io.endpointslice.fixtures.Facts.endpoints;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import io.endpointslice.fixtures.EndpointsFixture;
import io.endpointslice.legacy.SubsetRepacking;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointIdentity;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.MirroringSnapshot;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import io.endpointslice.model.TargetRef;
import io.endpointslice.plan.Fill;
import io.endpointslice.plan.SyncPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules M and P1 to P5 over random lives of an Endpoints object that people, and strangers, write. */
class MirrorHistoryTest {
    private static final int LIVES = 150;
    private static final int SYNCS = 40;
    private static final ImmutableList<String> IPS = ImmutableList.of(
            "10.0.0.1",
            "10.0.0.2",
            "010.0.0.2",
            "10.0.0.3",
            "10.0.0.4",
            "::ffff:10.0.0.4",
            "fd00::1",
            "FD00::1",
            "fd00::2",
            "bad",
            "");
    private static final ImmutableList<EndpointPort> PORTS =
            ImmutableList.of(tcp("", 80), tcp("http", 8080), tcp("http", 9090), tcp("alt", 8081));

    private record Place(AddressType type, PortList ports, EndpointIdentity endpoint) {}

    @DisplayName("M1 to M3: minimal, without a gap, stable, silent for the reference, and right after a crash")
    @Test
    void lives() {
        int written = 0;
        for (int seed = 0; seed < LIVES; seed++) {
            Random random = new Random(seed);
            int max = 1 + random.nextInt(4);
            Mirror mirror = new Mirror(max);
            for (int sync = 0; sync < SYNCS; sync++) {
                String where = "seed " + seed + ", sync " + sync;
                step(mirror, random);
                SyncPlan plan = mirror.plan();
                assertThat(mirror.plan(shuffled(mirror.snapshot(), random)))
                        .as(where)
                        .isEqualTo(plan);
                assertThat(plan.writes()).as("P2: %s", where).hasSize(plan.leastWrites());
                boolean crash = random.nextInt(5) == 0;
                carryOut(
                        mirror, plan, max, crash ? random.nextInt(plan.writes().size() + 1) : Integer.MAX_VALUE, where);
                if (!crash) {
                    assertRight(mirror, max, where);
                    plan.figures()
                            .ifPresent(figures -> assertThat(figures.total())
                                    .as("what is counted: %s", where)
                                    .isEqualTo(new Fill(
                                            places(mirror.slices()).size(),
                                            mirror.slices().size(),
                                            mirror.slices().size())));
                    assertThat(mirror.plan().writes()).as("P4: %s", where).isEmpty();
                }
                written += plan.writes().size();
            }
        }
        assertThat(written).as("the lives are not idle").isGreaterThan(LIVES * SYNCS);
    }

    private static void step(Mirror mirror, Random random) {
        switch (random.nextInt(12)) {
            case 0 -> mirror.setEndpoints(Optional.empty());
            case 1 -> mirror.setService(Optional.of(service("web").build()));
            case 2 -> mirror.setService(Optional.empty());
            case 3, 4 -> mirror.replace(meddled(mirror.slices(), random));
            default -> {
                mirror.setService(Optional.of(Mirror.SERVICE));
                mirror.setEndpoints(Optional.of(drawEndpoints(random)));
            }
        }
    }

    private static LegacyEndpoints drawEndpoints(Random random) {
        EndpointsFixture endpoints = endpoints("web").uid(random.nextInt(8) == 0 ? "uid-newer" : "uid-web");
        if (random.nextInt(4) == 0) {
            endpoints.label("tier", "back").annotation("team", "a");
        }
        if (random.nextInt(20) == 0) {
            endpoints.label(KubernetesNames.SKIP_MIRROR_LABEL, "true");
        }
        for (int i = random.nextInt(4); i >= 0; i--) {
            endpoints.subset(
                    some(IPS, random, 5).stream().map(MirrorHistoryTest::drawn).toList(),
                    some(IPS, random, 2).stream().map(MirrorHistoryTest::drawn).toList(),
                    some(PORTS, random, 2).toArray(EndpointPort[]::new));
        }
        return endpoints.build();
    }

    private static EndpointAddress drawn(String ip) {
        return ip.endsWith("3") ? address("pod", ip) : address(ip);
    }

    private static <T> List<T> some(List<T> all, Random random, int most) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, random.nextInt(most + 1));
    }

    /** A stranger deletes a slice, empties it, or puts another beside it. */
    private static List<Slice> meddled(List<Slice> slices, Random random) {
        List<Slice> all = new ArrayList<>(slices);
        if (all.isEmpty()) {
            return all;
        }
        Slice slice = all.remove(random.nextInt(all.size()));
        switch (random.nextInt(3)) {
            case 0 -> all.add(new Slice(slice.meta(), slice.addressType(), slice.ports(), ImmutableList.of()));
            case 1 -> {
                String name = "stray-" + random.nextInt(1_000_000);
                all.add(slice);
                all.add(Mirror.with(slice, slice.meta().storedAs(name, "uid-" + name, "1", 1)));
            }
            default -> {}
        }
        return all;
    }

    private static MirroringSnapshot shuffled(MirroringSnapshot snapshot, Random random) {
        List<Slice> slices = new ArrayList<>(snapshot.slices());
        Collections.shuffle(slices, random);
        return new MirroringSnapshot(
                snapshot.key(), snapshot.service(), snapshot.endpoints(), ImmutableList.copyOf(slices));
    }

    /** P3 after each write. */
    private static void carryOut(Mirror mirror, SyncPlan plan, int max, int stopBefore, String where) {
        Set<Place> needed = new HashSet<>(places(mirror.slices()));
        needed.retainAll(ImmutableSet.copyOf(desired(mirror.snapshot(), max)));
        for (int i = 0; i < Math.min(stopBefore, plan.writes().size()); i++) {
            mirror.store().apply(plan.writes().get(i));
            assertThat(places(mirror.slices())).as("P3: %s, write %s", where, i).containsAll(needed);
        }
    }

    private static void assertRight(Mirror mirror, int max, String where) {
        assertThat(places(mirror.slices()))
                .as("P1: %s", where)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(desired(mirror.snapshot(), max));
        ImmutableList<Slice> slices = mirror.slices();
        assertThat(slices)
                .as(where)
                .allSatisfy(slice -> assertThat(slice.endpoints()).hasSizeBetween(1, max));
        assertThat(slices.stream().map(slice -> slice.addressType() + " " + slice.ports()))
                .as("one slice for each group: %s", where)
                .doesNotHaveDuplicates();
        mirror.snapshot()
                .endpoints()
                .ifPresent(endpoints -> slices.forEach(slice -> assertSilent(slice, endpoints, where)));
    }

    /** What the reference compares besides endpoints, in its own words. */
    private static void assertSilent(Slice slice, LegacyEndpoints endpoints, String where) {
        ImmutableSet<String> added =
                ImmutableSet.of(KubernetesNames.MANAGED_BY_LABEL, KubernetesNames.SERVICE_NAME_LABEL);
        assertThat(Maps.filterKeys(slice.meta().labels(), key -> !added.contains(key)))
                .as(where)
                .isEqualTo(endpoints.meta().labels());
        assertThat(slice.meta().annotations())
                .as(where)
                .isEqualTo(endpoints.meta().annotations());
        assertThat(slice.meta().owners())
                .as(where)
                .extracting(owner -> owner.uid())
                .containsExactly(endpoints.meta().uid());
    }

    private static List<Place> places(List<Slice> slices) {
        List<Place> places = new ArrayList<>();
        for (Slice slice : slices) {
            for (Endpoint endpoint : slice.endpoints()) {
                places.add(new Place(slice.addressType(), slice.ports(), endpoint.identity()));
            }
        }
        return places;
    }

    /** From the rules: mirrored or not (M1), then subset by subset. */
    private static List<Place> desired(MirroringSnapshot snapshot, int max) {
        boolean mirrored = snapshot.service().isPresent()
                && snapshot.service().get().selector().isEmpty()
                && snapshot.endpoints().isPresent()
                && !snapshot.endpoints().get().meta().labels().containsKey(KubernetesNames.SKIP_MIRROR_LABEL);
        if (!mirrored) {
            return List.of();
        }
        ImmutableMap.Builder<Place, Boolean> places = ImmutableMap.builder();
        SubsetRepacking.repack(snapshot.endpoints().get().subsets())
                .forEach(subset -> ImmutableList.<EndpointAddress>builder()
                        .addAll(subset.addresses())
                        .addAll(subset.notReadyAddresses())
                        .build()
                        .stream()
                        .flatMap(address -> place(address, new PortList(subset.ports())).stream())
                        .limit(max)
                        .forEach(place -> places.put(place, true)));
        return places.buildKeepingLast().keySet().asList();
    }

    private static Optional<Place> place(EndpointAddress address, PortList ports) {
        String ip = address.ip().replace("010.", "10.").replace("::ffff:", "").replace("FD00", "fd00");
        if (ip.isEmpty() || ip.equals("bad")) {
            return Optional.empty();
        }
        EndpointIdentity identity = new EndpointIdentity(
                ImmutableList.of(ip),
                "",
                address.targetRef().map(TargetRef::namespace).orElse(""),
                address.targetRef().map(TargetRef::name).orElse(""));
        return Optional.of(new Place(ip.contains(":") ? AddressType.IPV6 : AddressType.IPV4, ports, identity));
    }
}
