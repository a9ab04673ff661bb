package io.endpointslice.simulator;

import com.google.common.collect.ImmutableList;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.simulator.policy.Setting;
import io.endpointslice.simulator.policy.SimulatedPlanner;
import io.endpointslice.simulator.timeline.Timeline;
import io.endpointslice.state.ClusterState;
import io.endpointslice.sync.Loop;
import io.endpointslice.sync.SliceLoop;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The slices of all Services of a timeline, written by the product's {@link SliceLoop}, which looks at what has changed. */
final class SliceRun implements Playback.Controller {
    private final Timeline timeline;
    private final int cap;
    private final Map<ServiceKey, SlicedService> services = new TreeMap<>();
    private final Function<ServiceKey, SlicedService> newService;
    private final SliceLoop loop;
    private final Playback playback;
    private final Tally tally;
    private final SyncObserver observer;
    private int syncs;

    /**
     * One that has not begun.
     *
     * @param state one that has been shown nothing
     * @param planners makes a planner for each Service
     */
    SliceRun(
            Timeline timeline,
            ClusterState state,
            Function<ServiceKey, SimulatedPlanner> planners,
            Setting setting,
            SyncObserver observer) {
        this.timeline = timeline;
        this.cap = setting.cap();
        this.observer = observer;
        this.loop = new SliceLoop(
                state,
                (snapshot, triggerTime, churn) ->
                        service(snapshot.service().key()).plan(snapshot, triggerTime, churn));
        this.playback = new Playback(timeline, state, this, setting.batching());
        this.tally = new Tally(timeline.beginMillis());
        this.newService = key -> new SlicedService(key, state, planners.apply(key), cap);
    }

    /** From the start to the end; once. */
    void play() {
        playback.play();
    }

    @Override
    public ControllerName name() {
        return ControllerName.SLICES;
    }

    /** It does not count, nor does its time. */
    @Override
    public void begin(ServiceKey key) {
        SlicedService service = service(key);
        SlicedService.Result result = service.sync(loop.look(key).orElseThrow(), 0);
        observer.synced(new Sync(0, 0, key, result.writes(), service.slices()));
        tally.holdsFrom(0, slices());
    }

    /** No writes for a Service that has gone, or has no selector (E1). */
    @Override
    public int sync(ServiceKey key, long nowMillis) {
        Optional<Loop.Task> task = loop.look(key);
        if (task.isEmpty()) {
            return 0;
        }
        SlicedService service = service(key);
        SlicedService.Result result = service.sync(task.get(), nowMillis);
        syncs++;
        tally.add(result);
        tally.holdsFrom(nowMillis, slices());
        observer.synced(new Sync(syncs, nowMillis, key, result.writes(), service.slices()));
        return result.writes().size();
    }

    /** The slices of a Service that has gone are deleted by the garbage collector, which costs the controller no write. */
    @Override
    public void gone(ServiceKey key, long nowMillis) {
        SlicedService service = services.remove(key);
        if (service != null) {
            service.collect();
            tally.holdsFrom(nowMillis, slices());
            observer.synced(new Sync(syncs, nowMillis, key, ImmutableList.of(), ImmutableList.of()));
        }
    }

    /**
     * Its figures.
     *
     * @param policy the name of the planners' policy
     * @param endpoints those of the same timeline and batching
     */
    Run figures(String policy, EndpointsRun endpoints) {
        return new Run(
                timeline.name(),
                policy,
                cap,
                tally.totals(),
                tally.leastWrites(),
                slices(),
                services.values().stream().mapToInt(SlicedService::idealSlices).sum(),
                tally.meanSlices(Math.max(playback.endMillis(), endpoints.endMillis())),
                endpoints.totals(),
                playback.delays());
    }

    private SlicedService service(ServiceKey key) {
        return services.computeIfAbsent(key, newService);
    }

    private int slices() {
        return services.values().stream().mapToInt(SlicedService::size).sum();
    }
}
