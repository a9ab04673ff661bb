package io.endpointslice.sync;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;

import io.endpointslice.config.ControllerName;
import io.endpointslice.mapping.MappingNote;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.Plan;
import io.endpointslice.plan.PlanViolationException;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.plan.Write;
import io.endpointslice.queue.TimeSource;
import io.endpointslice.state.ClusterState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sync of one Service by one controller: view, plan, writes in the plan's order. What was written is expected of the
 * informer before the Service is synced again (R2). Safe for many Services at once, for one Service one at a time.
 *
 * <p>A write that fails ends the sync; whatever was written before it stands, and the next sync ends right from there (P5).
 */
public final class ServiceSyncer {
    private static final Logger log = LoggerFactory.getLogger(ServiceSyncer.class);
    private static final int NOTES_IN_MESSAGE = 3;

    private final ClusterState state;
    private final Loop loop;
    private final ControllerName controller;
    private final Function<Write, WriteResult> writer;
    private final SyncListener listener;
    private final TimeSource time;
    private final SaidOnce<String> notes = new SaidOnce<>();
    private final SaidOnce<Event> events = new SaidOnce<>();

    /**
     * A syncer for one controller.
     *
     * @param writer makes one write and waits for the answer; see {@link ObjectWriter}
     */
    public ServiceSyncer(
            ClusterState state,
            Loop loop,
            Function<Write, WriteResult> writer,
            SyncListener listener,
            TimeSource time) {
        this.state = state;
        this.loop = loop;
        this.controller = loop.name();
        this.writer = writer;
        this.listener = listener;
        this.time = time;
    }

    /** Syncs the Service. A RuntimeException is a bug; what was written before it stands and is expected. */
    public SyncOutcome sync(ServiceKey key) {
        long start = time.nanoTime();
        SyncOutcome outcome = run(key);
        listener.synced(controller, key, outcome, since(start));
        return outcome;
    }

    private SyncOutcome run(ServiceKey key) {
        // in this order: a view that is fresh now stays so, but one taken before may not have been
        if (state.isStale(controller, key)) {
            return new SyncOutcome.Stale();
        }
        Optional<Loop.Task> task = loop.look(key);
        if (task.isEmpty()) {
            say(SyncPlan.nothing(key));
            return new SyncOutcome.Done(SyncPlan.nothing(key), 0);
        }
        return run(key, task.get());
    }

    private SyncOutcome run(ServiceKey key, Loop.Task task) {
        Plan plan;
        try {
            plan = task.plan();
        } catch (PlanViolationException e) {
            log.error("{}: sync of Service {} is aborted, nothing was written: {}", controller, key, e.getMessage());
            return failed(task, "update", "the plan breaks an invariant; see the log", Optional.empty());
        }
        listener.planned(controller, plan);
        say(plan);
        return carryOut(plan, task);
    }

    /** Tells the log and users of the Service what was not so at its last sync. */
    private void say(Plan plan) {
        notes.update(
                        plan.service(),
                        plan.notes().stream().map(MappingNote::message).collect(toImmutableList()))
                .forEach(message -> log.warn("Service {}: {}", plan.service(), message));
        events.update(plan.service(), plan.events()).forEach(event -> listener.reported(controller, event));
    }

    private SyncOutcome carryOut(Plan plan, Loop.Task task) {
        int written = 0;
        for (Write write : plan.writes()) {
            WriteResult result = write(write);
            if (result instanceof WriteResult.Stored stored) {
                state.wrote(controller, plan.service(), stored.meta());
            } else if (result instanceof WriteResult.Deleted) {
                state.deleted(controller, plan.service(), write.meta());
            } else {
                return endedBy(result, write, task, new SyncOutcome.Done(plan, written));
            }
            written++;
        }
        task.remember();
        listener.completed(controller, plan);
        return plan.isIncomplete()
                ? failed(task, "update", incomplete(plan), Optional.empty())
                : new SyncOutcome.Done(plan, written);
    }

    private WriteResult write(Write write) {
        long start = time.nanoTime();
        WriteResult result = writer.apply(write);
        listener.wrote(controller, write, result, since(start));
        return result;
    }

    private SyncOutcome endedBy(WriteResult result, Write write, Loop.Task task, SyncOutcome.Done soFar) {
        if (result instanceof WriteResult.NamespaceTerminating) {
            return soFar;
        } else if (result instanceof WriteResult.Conflict conflict) {
            return new SyncOutcome.Resync(conflict.message());
        } else if (result instanceof WriteResult.Withheld) {
            return new SyncOutcome.Resync("no more writes may be made");
        }
        SyncOutcome.Retry retry = failure(result);
        log.warn(
                "sync of Service {} failed, to be tried again: {}", soFar.plan().service(), retry.message());
        return failed(task, write.verb(), retry.message(), retry.notBefore());
    }

    private SyncOutcome.Retry failed(Loop.Task task, String verb, String message, Optional<Duration> notBefore) {
        listener.reported(controller, FailureEvent.of(controller, task.regarding(), verb, message));
        return new SyncOutcome.Retry(message, notBefore);
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

    private Duration since(long start) {
        return Duration.ofNanos(time.nanoTime() - start);
    }

    private static String incomplete(Plan plan) {
        long failing = plan.notes().stream().filter(MappingNote::failsSync).count();
        String first = plan.notes().stream()
                .filter(MappingNote::failsSync)
                .limit(NOTES_IN_MESSAGE)
                .map(MappingNote::message)
                .collect(joining("; "));
        return failing <= NOTES_IN_MESSAGE ? first : first + "; and " + (failing - NOTES_IN_MESSAGE) + " more";
    }
}
