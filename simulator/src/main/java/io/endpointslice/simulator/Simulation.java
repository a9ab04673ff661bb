package io.endpointslice.simulator;

import com.google.common.collect.ImmutableList;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.simulator.policy.Setting;
import io.endpointslice.simulator.policy.SimulatedPolicy;
import io.endpointslice.simulator.timeline.Change;
import io.endpointslice.simulator.timeline.Moment;
import io.endpointslice.simulator.timeline.Pace;
import io.endpointslice.simulator.timeline.Timeline;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.SliceView;
import io.endpointslice.state.SyncRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One policy on one timeline, in virtual time: the product's state says which Services a change concerns, its
 * {@link io.endpointslice.queue.GatheringWindow} when they are synced, and its planner what is written. Slices and Endpoints have
 * a {@link Lane} each, as they have in the running controller. The same arguments give the same figures.
 */
public final class Simulation {
    private final Timeline timeline;
    private final VirtualTime time = new VirtualTime();
    private final ClusterState state = new ClusterState();
    private final Map<ServiceKey, SlicedService> services = new TreeMap<>();
    private final Function<ServiceKey, SlicedService> newService;
    private final EndpointsObjects endpoints = new EndpointsObjects(state);
    private final Lane sliceLane;
    private final Lane endpointsLane;
    private final Tally tally;
    private final SyncObserver observer;
    private int syncs;

    private Simulation(Timeline timeline, SimulatedPolicy policy, Setting setting, SyncObserver observer) {
        this.timeline = timeline;
        this.observer = observer;
        this.sliceLane = new Lane(time, setting.batching());
        this.endpointsLane = new Lane(time, setting.batching());
        this.tally = new Tally(timeline.beginMillis());
        this.newService = key -> new SlicedService(key, state, policy.planner(timeline, key, setting), setting.cap());
    }

    /**
     * The figures of that policy on that timeline.
     *
     * @param observer is shown each sync
     */
    public static Run run(Timeline timeline, SimulatedPolicy policy, Setting setting, SyncObserver observer) {
        Simulation simulation = new Simulation(timeline, policy, setting, observer);
        simulation.start();
        if (timeline.pace() == Pace.STEPS) {
            simulation.playSteps();
        } else {
            simulation.playInRealTime();
        }
        return simulation.figures(policy, setting.cap());
    }

    /** The initial sync of each Service; it does not count, nor does its time. */
    private void start() {
        timeline.start().nodes().forEach(state::nodeSeen);
        timeline.start().services().forEach(state::serviceSeen);
        timeline.start().pods().forEach(state::podSeen);
        timeline.start().services().stream().map(ServiceFacts::key).forEach(key -> {
            SlicedService service = service(key);
            SlicedService.Result result = service.sync(state.look(key).orElseThrow(), 0);
            observer.synced(new Sync(0, 0, key, result.writes(), service.slices()));
            endpoints.sync(key, false);
        });
        tally.holdsFrom(0, slices());
    }

    private void playSteps() {
        for (Moment moment : timeline.moments()) {
            moveTo(moment.atMillis());
            moment.changes().forEach(this::apply);
            services.keySet().forEach(key -> {
                syncSlices(key);
                endpoints.sync(key, true);
            });
        }
    }

    private void playInRealTime() {
        for (Moment moment : timeline.moments()) {
            syncUntil(Duration.ofMillis(moment.atMillis()).toNanos());
            moveTo(moment.atMillis());
            moment.changes().forEach(change -> apply(change).forEach(this::request));
        }
        syncUntil(Long.MAX_VALUE);
    }

    private ImmutableList<SyncRequest> apply(Change change) {
        // not a switch, which would need Java 21
        if (change instanceof Change.PodSeen seen) {
            return state.podSeen(seen.pod());
        } else if (change instanceof Change.PodGone gone) {
            return state.podGone(gone.pod());
        } else if (change instanceof Change.ServiceSeen seen) {
            return serviceSeen(seen.service());
        } else if (change instanceof Change.ServiceGone gone) {
            leaveToCollector(gone.service());
            return state.serviceGone(gone.service());
        } else if (change instanceof Change.NodeSeen seen) {
            return state.nodeSeen(seen.node());
        }
        return state.nodeGone(((Change.NodeGone) change).name());
    }

    private ImmutableList<SyncRequest> serviceSeen(ServiceFacts service) {
        boolean isAnother = state.snapshot(service.key())
                .filter(known -> !known.service().uid().equals(service.uid()))
                .isPresent();
        if (isAnother) {
            leaveToCollector(service.key());
        }
        return state.serviceSeen(service);
    }

    /** The slices of a Service that has gone are deleted by the garbage collector, which costs the controller no write. */
    private void leaveToCollector(ServiceKey key) {
        if (services.remove(key) != null) {
            tally.holdsFrom(time.millis(), slices());
            observer.synced(new Sync(syncs, time.millis(), key, ImmutableList.of(), ImmutableList.of()));
        }
    }

    private void request(SyncRequest request) {
        if (request.controller() == ControllerName.SLICES) {
            sliceLane.request(request);
        } else if (request.controller() == ControllerName.ENDPOINTS) {
            endpointsLane.request(request);
        }
    }

    /** All syncs that begin until then, in the order in which they do. */
    private void syncUntil(long nanos) {
        for (Optional<Lane> lane = nextUntil(nanos); lane.isPresent(); lane = nextUntil(nanos)) {
            Lane.Due due = lane.get().next().orElseThrow();
            time.moveTo(due.atNanos());
            lane.get().begins(due.service());
            int writes = lane.get() == sliceLane ? syncSlices(due.service()) : endpoints.sync(due.service(), true);
            lane.get().makes(due.service(), writes);
        }
    }

    private Optional<Lane> nextUntil(long nanos) {
        return Stream.of(sliceLane, endpointsLane)
                .filter(lane ->
                        lane.next().filter(due -> due.atNanos() <= nanos).isPresent())
                .min(Comparator.comparingLong(lane -> lane.next().orElseThrow().atNanos()));
    }

    /** How many writes it made: none for a Service that has gone, or has no selector (E1). */
    private int syncSlices(ServiceKey key) {
        Optional<SliceView> view = state.look(key);
        if (view.isEmpty()) {
            return 0;
        }
        SlicedService service = service(key);
        SlicedService.Result result = service.sync(view.get(), time.millis());
        syncs++;
        tally.add(result);
        tally.holdsFrom(time.millis(), slices());
        observer.synced(new Sync(syncs, time.millis(), key, result.writes(), service.slices()));
        return result.writes().size();
    }

    private SlicedService service(ServiceKey key) {
        return services.computeIfAbsent(key, newService);
    }

    private void moveTo(long millis) {
        time.moveTo(Duration.ofMillis(millis).toNanos());
    }

    private int slices() {
        return services.values().stream().mapToInt(SlicedService::size).sum();
    }

    private Run figures(SimulatedPolicy policy, int cap) {
        return new Run(
                timeline.name(),
                policy.toString(),
                cap,
                tally.totals(),
                tally.leastWrites(),
                slices(),
                services.values().stream().mapToInt(SlicedService::idealSlices).sum(),
                tally.meanSlices(Math.max(timeline.endMillis(), time.millis())),
                endpoints.totals(),
                sliceLane.delays());
    }
}
