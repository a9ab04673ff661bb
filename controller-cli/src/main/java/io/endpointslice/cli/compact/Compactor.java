package io.endpointslice.cli.compact;

import io.endpointslice.config.ConfigException;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.plan.CompactionPlan;
import io.endpointslice.plan.CompactionPlanner;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.plan.Write;
import io.endpointslice.sync.WriteResult;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Carries compactions out, one step after the other. Before each step it looks at the Service again: one that has changed is left
 * alone. After any single write it may be stopped: nothing is missing then, and at worst some endpoints stand in two slices until
 * the controller's next sync.
 */
public final class Compactor {
    private final CompactionPlanner planner;
    private final Function<ServiceSnapshot, Optional<ServiceSnapshot>> look;
    private final Function<Write, WriteResult> writer;
    private final Consumer<String> progress;

    /**
     * A compactor.
     *
     * @param look shows a Service as it stands now; empty if it has gone
     * @param writer makes one write, when it is time for it
     * @param progress is told each step, in one line
     */
    public Compactor(
            CompactionPlanner planner,
            Function<ServiceSnapshot, Optional<ServiceSnapshot>> look,
            Function<Write, WriteResult> writer,
            Consumer<String> progress) {
        this.planner = planner;
        this.look = look;
        this.writer = writer;
        this.progress = progress;
    }

    /**
     * Compacts one Service, if nothing of it has changed since it was seen.
     *
     * @throws ConfigException if the API server does not take a write, for a reason that other writes meet too
     */
    public Outcome compact(Candidate candidate) {
        Outcome outcome = new Merging(candidate).run();
        progress.accept(outcome.service() + ": "
                + (outcome.isDone() ? "done" : "left alone from here on: " + outcome.leftAlone()));
        return outcome;
    }

    private final class Merging {
        private final Candidate candidate;
        private Sight sight;
        private int saved;
        private int writes;

        Merging(Candidate candidate) {
            this.candidate = candidate;
            this.sight = Sight.of(candidate.seen());
        }

        Outcome run() {
            while (true) {
                Optional<ServiceSnapshot> now = look.apply(candidate.seen());
                if (now.isEmpty() || !sight.isOf(now.get())) {
                    return end("it has changed");
                }
                CompactionPlan plan = planner.plan(now.get());
                if (plan.steps().isEmpty()) {
                    return end("");
                }
                Optional<String> refusal = carryOut(plan.steps().get(0));
                if (refusal.isPresent()) {
                    return end(refusal.get());
                }
            }
        }

        private Outcome end(String leftAlone) {
            return new Outcome(candidate.plan().service(), saved, writes, leftAlone);
        }

        /** Makes the writes of a step, or as many as can be, and then says why no more. */
        private Optional<String> carryOut(SyncPlan step) {
            for (SliceWrite write : step.writes()) {
                WriteResult result = writer.apply(write);
                if (result instanceof WriteResult.Stored stored) {
                    sight = sight.written(stored.meta());
                } else if (result instanceof WriteResult.Deleted) {
                    sight = sight.deleted(write.meta());
                    saved++;
                } else if (result instanceof WriteResult.Conflict) {
                    return Optional.of("somebody else wrote " + write.slice().name());
                } else {
                    throw new ConfigException(Refusals.message(result));
                }
                writes++;
                progress.accept(candidate.name() + ": " + write.verb() + " "
                        + write.slice().name());
            }
            return Optional.empty();
        }
    }
}
