package io.endpointslice.hints;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Hints;
import io.endpointslice.model.ZoneCpu;
import io.endpointslice.model.ZoneHints.Obstacle;
import java.util.Optional;

/**
 * How many of the ready endpoints of one address type each zone should be hinted for, by its share of the CPU (H2). Zones are
 * numbers here, in order of their names.
 *
 * <p>Hints are right when every ready endpoint is for one of these zones and no zone has fewer than its minimum. That none
 * has more than its maximum follows: the maximum is what is left when all others have their minimum.
 */
public final class ZoneAllocation {
    /** No endpoint should get more than this much above the traffic that an even spread would give it. */
    private static final double OVERLOAD_THRESHOLD = 0.2;

    private final ImmutableList<String> zones;
    private final ImmutableIntArray minimums;
    private final ImmutableDoubleArray targets;
    private final int endpoints;

    private ZoneAllocation(
            ImmutableList<String> zones, ImmutableIntArray minimums, ImmutableDoubleArray targets, int endpoints) {
        this.zones = zones;
        this.minimums = minimums;
        this.targets = targets;
        this.endpoints = endpoints;
    }

    /** Why that many ready endpoints can't be shared out; empty if they can. */
    public static Optional<Obstacle> obstacle(ZoneCpu cpu, int endpoints) {
        int zones = cpu.milliCpu().size();
        if (!cpu.complete() || zones == 0) {
            return Optional.of(Obstacle.NODES_INCOMPLETE);
        } else if (zones == 1) {
            return Optional.of(Obstacle.ONE_ZONE);
        } else if (endpoints < zones) {
            return Optional.of(Obstacle.TOO_FEW_ENDPOINTS);
        }
        return of(cpu, endpoints).slack() < 0 ? Optional.of(Obstacle.MINIMUMS_TOO_HIGH) : Optional.empty();
    }

    /**
     * The allocation of that many ready endpoints.
     *
     * @param cpu of two zones or more; there must be no {@link #obstacle}
     */
    public static ZoneAllocation of(ZoneCpu cpu, int endpoints) {
        ImmutableSortedMap<String, Double> shares = cpu.shares();
        ImmutableIntArray.Builder minimums = ImmutableIntArray.builder(shares.size());
        ImmutableDoubleArray.Builder targets = ImmutableDoubleArray.builder(shares.size());
        for (double share : shares.values()) {
            // in the reference's own floating point: where one of us rounds up and the other does not, we would quarrel
            double desired = share * endpoints;
            int minimum = (int) Math.ceil(desired * (1 / (1 + OVERLOAD_THRESHOLD)));
            minimums.add(minimum);
            targets.add(Math.max(desired, minimum));
        }
        return new ZoneAllocation(shares.keySet().asList(), minimums.build(), targets.build(), endpoints);
    }

    /** Whether the published hint of a ready endpoint can stay: it is for one zone of this allocation, and for no node. */
    public boolean allows(Hints published) {
        return zoneOf(published) >= 0;
    }

    /** How many of the ready ones among those endpoints are hinted for each zone. */
    public ImmutableIntArray count(Iterable<Endpoint> published) {
        int[] counts = new int[zones.size()];
        for (Endpoint endpoint : published) {
            int zone = zoneOf(endpoint.hints());
            if (endpoint.conditions().isReady() && zone >= 0) {
                counts[zone]++;
            }
        }
        return ImmutableIntArray.copyOf(counts);
    }

    /** Whether hints that so many endpoints have for each zone are right. */
    boolean isMetBy(ImmutableSortedMap<String, Integer> hinted) {
        int known = 0;
        for (int zone = 0; zone < zones.size(); zone++) {
            int count = hinted.getOrDefault(zones.get(zone), 0);
            if (count < minimum(zone)) {
                return false;
            }
            known += count;
        }
        return known == endpoints;
    }

    ImmutableList<String> zones() {
        return zones;
    }

    int minimum(int zone) {
        return minimums.get(zone);
    }

    /** The number that redistribution aims at (H3): the zone's share of the endpoints, but the minimum at least. */
    double target(int zone) {
        return targets.get(zone);
    }

    /** The number of the zone that the hints are for, if it is one of this allocation's and all that they say; or -1. */
    int zoneOf(Hints hints) {
        boolean one = hints.forZones().size() == 1 && hints.forNodes().isEmpty();
        return one ? zones.indexOf(hints.forZones().get(0)) : -1;
    }

    /** How many endpoints are left when each zone has its minimum. */
    int slack() {
        return endpoints - minimums.stream().sum();
    }

    /** How many endpoints are above the minimums of their zones. */
    int excess(int[] counts) {
        int excess = 0;
        for (int zone = 0; zone < counts.length; zone++) {
            excess += Math.max(0, counts[zone] - minimum(zone));
        }
        return excess;
    }

    /**
     * Whether the rest of the endpoints can be hinted so that all is right, while these stay as they are: what they are above
     * the minimums must not be more than the {@link #slack}. If there is no rest, whether these are right.
     */
    boolean canKeep(int[] counts) {
        return excess(counts) <= slack();
    }
}
