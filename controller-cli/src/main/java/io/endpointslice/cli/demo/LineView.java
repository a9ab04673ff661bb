package io.endpointslice.cli.demo;

import io.endpointslice.cli.report.Counts;
import io.endpointslice.model.Slice;
import java.io.PrintWriter;
import java.util.List;

/** A line for every fifth of the Pods, for outputs that are read later. */
final class LineView implements RolloutView {
    private static final int PHASES = 5;

    private final PrintWriter out;
    private int phase = -1;
    private boolean done;

    LineView(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void show(Progress progress, Totals totals, List<Slice> slices) {
        int now = progress.replaced() * PHASES / progress.pods();
        boolean ended = now == PHASES && progress.terminating() == 0;
        if (done || (now == phase && !ended)) {
            return;
        }
        phase = now;
        done = ended;
        out.printf(
                "Pods replaced %d/%d (%d starting, %d terminating)   %s: %d/%d/%d created/updated/deleted   %s%n",
                progress.replaced(),
                progress.pods(),
                progress.starting(),
                progress.terminating(),
                Counts.of(totals.writes(), "write"),
                totals.creates(),
                totals.updates(),
                totals.deletes(),
                Counts.of(slices.size(), "slice"));
        out.flush();
    }
}
