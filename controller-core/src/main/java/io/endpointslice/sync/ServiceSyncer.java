package io.endpointslice.sync;

import static java.util.stream.Collectors.joining;

import io.endpointslice.mapping.MappingNote;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.plan.PlanViolationException;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.TriggerTimes;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sync of one Service: view, trigger time, plan, writes in the plan's order. What was written is expected of the
 * informer before the Service is synced again (R2). Safe for many Services at once, for one Service one at a time.
 *
 * <p>A write that fails ends the sync; whatever was written before it stands, and the next sync ends right from there (P5).
 */
public final class ServiceSyncer {
    private static final Logger log = LoggerFactory.getLogger(ServiceSyncer.class);
    private static final int NOTES_IN_MESSAGE = 3;

    private final ClusterState state;
    private final Planner planner;
    private final SliceWriter writer;
    private final SyncListener listener;
    private final BooleanSupplier stopping;
    private final NoteLog notes = new NoteLog(log);

    /**
     * A syncer that writes through {@code writer}.
     *
     * @param stopping asked before each write; once true, no further write is made
     */
    public ServiceSyncer(
            ClusterState state, Planner planner, SliceWriter writer, SyncListener listener, BooleanSupplier stopping) {
        this.state = state;
        this.planner = planner;
        this.writer = writer;
        this.listener = listener;
        this.stopping = stopping;
    }

    /** Syncs the Service. A RuntimeException is a bug; what was written before it stands and is expected. */
    public SyncOutcome sync(ServiceKey key) {
        SyncOutcome outcome = run(key);
        listener.synced(key, outcome);
        return outcome;
    }

    private SyncOutcome run(ServiceKey key) {
        // in this order: a view that is fresh now stays so, but one taken before may not have been
        boolean stale = state.isStale(key);
        Optional<ServiceSnapshot> snapshot = state.snapshot(key);
        if (snapshot.isEmpty() || !snapshot.get().service().isSelecting()) {
            notes.forget(key);
            return new SyncOutcome.Done(SyncPlan.nothing(key), 0);
        }
        return stale ? new SyncOutcome.Stale() : run(snapshot.get());
    }

    private SyncOutcome run(ServiceSnapshot snapshot) {
        ServiceKey key = snapshot.service().key();
        TriggerTimes.Trigger trigger =
                TriggerTimes.compute(state.triggerState(key), snapshot.service(), snapshot.pods());
        SyncPlan plan;
        try {
            plan = planner.plan(snapshot, trigger.time());
        } catch (PlanViolationException e) {
            log.error("sync of Service {} is aborted, nothing was written: {}", key, e.getMessage());
            return new SyncOutcome.Retry("the plan breaks an invariant; see the log", Optional.empty());
        }
        notes.update(key, plan.notes());
        return carryOut(plan, snapshot, trigger);
    }

    private SyncOutcome carryOut(SyncPlan plan, ServiceSnapshot snapshot, TriggerTimes.Trigger trigger) {
        int written = 0;
        for (SliceWrite write : plan.writes()) {
            if (stopping.getAsBoolean()) {
                return new SyncOutcome.Resync("stopping");
            }
            WriteResult result = writer.write(write);
            expect(write, result);
            listener.wrote(write, result);
            Optional<SyncOutcome> end = endedBy(result, plan, written);
            if (end.isPresent()) {
                return end.get();
            }
            written++;
        }
        state.committed(snapshot.service(), trigger.next());
        return plan.isIncomplete()
                ? new SyncOutcome.Retry(incomplete(plan), Optional.empty())
                : new SyncOutcome.Done(plan, written);
    }

    private void expect(SliceWrite write, WriteResult result) {
        if (result instanceof WriteResult.Stored stored) {
            state.wrote(stored.slice());
        } else if (result instanceof WriteResult.Deleted) {
            state.deleted(write.slice());
        }
    }

    /** How the sync ends if this answer ends it; empty if the next write may follow. */
    private static Optional<SyncOutcome> endedBy(WriteResult result, SyncPlan plan, int written) {
        if (result instanceof WriteResult.Stored || result instanceof WriteResult.Deleted) {
            return Optional.empty();
        } else if (result instanceof WriteResult.NamespaceTerminating) {
            return Optional.of(new SyncOutcome.Done(plan, written));
        } else if (result instanceof WriteResult.Conflict conflict) {
            return Optional.of(new SyncOutcome.Resync(conflict.message()));
        }
        SyncOutcome.Retry retry = failure(result);
        log.warn("sync of Service {} failed, to be tried again: {}", plan.service(), retry.message());
        return Optional.of(retry);
    }

    private static SyncOutcome.Retry failure(WriteResult result) {
        if (result instanceof WriteResult.Overloaded overloaded) {
            return new SyncOutcome.Retry(overloaded.message(), overloaded.retryAfter());
        } else if (result instanceof WriteResult.Forbidden forbidden) {
            return new SyncOutcome.Retry(forbidden.message(), Optional.empty());
        } else if (result instanceof WriteResult.Invalid invalid) {
            return new SyncOutcome.Retry(invalid.message(), Optional.empty());
        } else if (result instanceof WriteResult.Failed failed) {
            return new SyncOutcome.Retry(failed.message(), Optional.empty());
        }
        throw new IllegalStateException("unknown answer to a write: " + result);
    }

    private static String incomplete(SyncPlan plan) {
        long failing = plan.notes().stream().filter(MappingNote::failsSync).count();
        String first = plan.notes().stream()
                .filter(MappingNote::failsSync)
                .limit(NOTES_IN_MESSAGE)
                .map(MappingNote::message)
                .collect(joining("; "));
        return failing <= NOTES_IN_MESSAGE ? first : first + "; and " + (failing - NOTES_IN_MESSAGE) + " more";
    }
}
