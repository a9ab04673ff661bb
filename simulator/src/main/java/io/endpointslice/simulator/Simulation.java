package io.endpointslice.simulator;

import com.google.common.collect.ImmutableList;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.simulator.policy.Setting;
import io.endpointslice.simulator.policy.SimulatedPlanner;
import io.endpointslice.simulator.policy.SimulatedPolicy;
import io.endpointslice.simulator.trace.Trace;
import io.endpointslice.simulator.trace.TraceStep;

/**
 * One policy on one trace: the product's planner plans each sync, and finds at the next sync what it left, as if every write
 * were seen at once. The same arguments give the same figures.
 */
public final class Simulation {
    private final SimulatedPlanner planner;
    private final SimulatedService service;
    private final SyncObserver observer;
    private final SliceLedger slices = new SliceLedger();
    private int syncs;

    private Simulation(SimulatedPlanner planner, SimulatedService service, SyncObserver observer) {
        this.planner = planner;
        this.service = service;
        this.observer = observer;
    }

    /**
     * The figures of that policy on that trace.
     *
     * @param observer is shown each sync
     */
    public static Run run(Trace trace, SimulatedPolicy policy, Setting setting, SyncObserver observer) {
        int cap = setting.cap();
        Simulation simulation = new Simulation(policy.planner(trace, setting), new SimulatedService(trace), observer);
        Tally tally = simulation.play(trace);
        int slices = simulation.slices.size();
        return new Run(
                trace.name(),
                policy.toString(),
                cap,
                tally.totals(),
                trace.lowerBound(cap),
                slices,
                Math.max(1, (simulation.service.size() + cap - 1) / cap),
                tally.meanSlices(slices));
    }

    private Tally play(Trace trace) {
        sync();
        Tally tally = new Tally();
        for (TraceStep step : trace.steps()) {
            service.apply(step);
            tally.add(sync(), slices.size());
        }
        return tally;
    }

    private ImmutableList<SliceWrite> sync() {
        ImmutableList<SliceWrite> writes =
                planner.plan(service.snapshot(slices.all())).writes();
        writes.forEach(slices::apply);
        observer.synced(syncs, writes, slices.all());
        syncs++;
        return writes;
    }
}
