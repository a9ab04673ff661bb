package io.endpointslice.hints;

import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointIdentity;
import io.endpointslice.model.Hints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Hints the ready endpoints of the slices that are written (H3). Each first gets its own zone; then zones with too many
 * give to zones with too few. One whose own zone has no CPU, which the reference hints for nobody, is given too.
 */
public final class ZoneAssignment {
    private static final Comparator<Endpoint> BY_IDENTITY = Comparator.comparing(Endpoint::identity);

    private final ZoneAllocation allocation;
    private final int[] counts;
    /** The endpoints of a zone that can be given; last, those whose own zone is none of the allocation's. */
    private final List<List<Endpoint>> own = new ArrayList<>();

    private final int homeless;
    private final int[][] moves;
    private final int[] given;

    private ZoneAssignment(ZoneAllocation allocation, ImmutableIntArray kept, List<Endpoint> free) {
        this.allocation = allocation;
        this.counts = kept.toArray();
        this.homeless = counts.length;
        this.moves = new int[homeless + 1][homeless];
        this.given = new int[homeless + 1];
        IntStream.rangeClosed(0, homeless).forEach(zone -> own.add(new ArrayList<>()));
        free.forEach(endpoint -> own.get(ownZone(endpoint)).add(endpoint));
        for (int zone = 0; zone < homeless; zone++) {
            counts[zone] += own.get(zone).size();
        }
    }

    /**
     * What was assigned.
     *
     * @param hints for every one of the endpoints
     * @param counts for each zone how many endpoints are hinted for it, those that are not written included
     */
    public record Result(ImmutableMap<EndpointIdentity, Hints> hints, ImmutableSortedMap<String, Integer> counts) {}

    /**
     * Assigns hints.
     *
     * @param kept for each zone how many endpoints in slices that are not written are hinted for it
     * @param free the ready endpoints of the slices that are written, each with a zone
     * @param published what stands: of two endpoints that could be given, the one whose hint stays the same is
     */
    public static Result assign(
            ZoneAllocation allocation,
            ImmutableIntArray kept,
            List<Endpoint> free,
            Map<EndpointIdentity, Hints> published) {
        ZoneAssignment assignment = new ZoneAssignment(allocation, kept, ImmutableList.sortedCopyOf(BY_IDENTITY, free));
        assignment.shelter();
        assignment.balance();
        assignment.raiseToMinimum();
        return new Result(assignment.hints(published), assignment.countsByName());
    }

    private int ownZone(Endpoint endpoint) {
        int zone = allocation.zones().indexOf(endpoint.zone());
        return zone < 0 ? homeless : zone;
    }

    private void shelter() {
        while (hasOwn(homeless)) {
            move(homeless, neediest());
        }
    }

    /** From the greatest difference down, while both have at least half an endpoint, and one of them a whole one (H3). */
    private void balance() {
        while (true) {
            int giver = mostAboveTarget(this::hasOwn);
            int receiver = neediest();
            double surplus = giver < 0 ? 0 : -need(giver);
            double need = need(receiver);
            if (surplus < 0.5 || need < 0.5 || (surplus < 1 && need < 1)) {
                return;
            }
            move(giver, receiver);
        }
    }

    /**
     * {@link #balance} can end while a zone is below its minimum: when no other has half an endpoint too many, or what they had
     * to give went to zones that lacked more, but have more than their minimum now.
     */
    private void raiseToMinimum() {
        for (int zone = 0; zone < homeless; zone++) {
            int missing = allocation.minimum(zone) - counts[zone];
            while (missing > 0 && raise(zone)) {
                missing--;
            }
        }
    }

    private boolean raise(int zone) {
        int giver = mostAboveTarget(candidate -> hasOwn(candidate) || source(candidate) >= 0);
        if (giver < 0) {
            return false;
        }
        int source = source(giver);
        if (source < 0) {
            move(giver, zone);
        } else {
            moves[source][giver]--;
            moves[source][zone]++;
            counts[giver]--;
            counts[zone]++;
        }
        return true;
    }

    /** A zone that has given an endpoint to this one; or -1. */
    private int source(int receiver) {
        return IntStream.rangeClosed(0, homeless)
                .filter(giver -> moves[giver][receiver] > 0)
                .findFirst()
                .orElse(-1);
    }

    /** Whether endpoints of the zone, of those that are written, are still hinted for it. */
    private boolean hasOwn(int zone) {
        return given[zone] < own.get(zone).size();
    }

    /** How many endpoints the zone lacks; below 0 if it has too many. */
    private double need(int zone) {
        return allocation.target(zone) - counts[zone];
    }

    private int neediest() {
        int neediest = 0;
        for (int zone = 1; zone < homeless; zone++) {
            if (need(zone) > need(neediest)) {
                neediest = zone;
            }
        }
        return neediest;
    }

    /** Of the zones that are able to give and are above their minimum, the one with the most too many; or -1. */
    private int mostAboveTarget(IntPredicate able) {
        int giver = -1;
        for (int zone = 0; zone < homeless; zone++) {
            if (counts[zone] > allocation.minimum(zone) && able.test(zone) && (giver < 0 || need(zone) < need(giver))) {
                giver = zone;
            }
        }
        return giver;
    }

    private void move(int giver, int receiver) {
        moves[giver][receiver]++;
        given[giver]++;
        counts[receiver]++;
        if (giver != homeless) {
            counts[giver]--;
        }
    }

    private ImmutableMap<EndpointIdentity, Hints> hints(Map<EndpointIdentity, Hints> published) {
        Map<EndpointIdentity, Hints> hints = new LinkedHashMap<>();
        for (int zone = 0; zone <= homeless; zone++) {
            int[] open = moves[zone].clone();
            List<Endpoint> rest = new ArrayList<>();
            for (Endpoint endpoint : own.get(zone)) {
                int before = allocation.zoneOf(published.getOrDefault(endpoint.identity(), Hints.NONE));
                if (before >= 0 && open[before] > 0) {
                    open[before]--;
                    hints.put(endpoint.identity(), hint(before));
                } else {
                    rest.add(endpoint);
                }
            }
            hintRest(rest, zone, open, hints);
        }
        return ImmutableMap.copyOf(hints);
    }

    private void hintRest(List<Endpoint> rest, int zone, int[] open, Map<EndpointIdentity, Hints> hints) {
        int receiver = 0;
        for (Endpoint endpoint : rest) {
            while (receiver < open.length && open[receiver] == 0) {
                receiver++;
            }
            if (receiver < open.length) {
                open[receiver]--;
            }
            hints.put(endpoint.identity(), hint(receiver < open.length ? receiver : zone));
        }
    }

    private Hints hint(int zone) {
        return new Hints(ImmutableList.of(allocation.zones().get(zone)), ImmutableList.of());
    }

    private ImmutableSortedMap<String, Integer> countsByName() {
        return IntStream.range(0, counts.length)
                .boxed()
                .collect(toImmutableSortedMap(
                        Comparator.naturalOrder(), zone -> allocation.zones().get(zone), zone -> counts[zone]));
    }
}
