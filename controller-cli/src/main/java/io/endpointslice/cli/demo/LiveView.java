package io.endpointslice.cli.demo;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.report.Counts;
import io.endpointslice.model.Slice;
import java.io.PrintWriter;
import java.util.List;

/** A block of lines on a terminal that is drawn again in place. */
final class LiveView implements RolloutView {
    private static final int BAR_WIDTH = 40;
    private static final int MAX_SLICES = 12;
    private static final int NAME_WIDTH = 30;
    private static final String CLEAR_BELOW = "\u001b[J";
    /** Lines that are too long for the terminal are cut off; wrapped, they would spoil the way up. */
    private static final String WRAP_OFF = "\u001b[?7l";

    private static final String WRAP_ON = "\u001b[?7h";

    private final PrintWriter out;
    private final SliceTable table;
    private int drawn;

    LiveView(PrintWriter out, SliceTable table) {
        this.out = out;
        this.table = table;
    }

    @Override
    public void show(Progress progress, Totals totals, List<Slice> slices) {
        ImmutableList<String> lines = lines(progress, totals, slices);
        StringBuilder frame = new StringBuilder(WRAP_OFF);
        if (drawn > 0) {
            frame.append("\u001b[").append(drawn).append("A\r").append(CLEAR_BELOW);
        }
        lines.forEach(line -> frame.append(line).append('\n'));
        out.print(frame.append(WRAP_ON));
        out.flush();
        drawn = lines.size();
    }

    private ImmutableList<String> lines(Progress progress, Totals totals, List<Slice> slices) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lines.add("  Pods replaced  " + table.bars().draw(BAR_WIDTH, progress.replaced(), progress.pods()) + " "
                + progress.replaced() + "/" + progress.pods());
        lines.add("  new, not ready " + table.bars().draw(BAR_WIDTH, progress.starting(), progress.pods()) + " "
                + progress.starting());
        lines.add("  terminating    " + table.bars().draw(BAR_WIDTH, progress.terminating(), progress.pods()) + " "
                + progress.terminating());
        lines.add("  writes         " + totals.writes() + ": " + Counts.of(totals.creates(), "create") + ", "
                + Counts.of(totals.updates(), "update") + ", " + Counts.of(totals.deletes(), "delete")
                + " (least possible " + totals.least() + ")");
        slices.stream().limit(MAX_SLICES).forEach(slice -> lines.add(line(slice)));
        if (slices.size() > MAX_SLICES) {
            lines.add("  and " + (slices.size() - MAX_SLICES) + " more slices");
        }
        return lines.build();
    }

    private String line(Slice slice) {
        String name = slice.name();
        String shown = name.length() <= NAME_WIDTH ? name : name.substring(name.length() - NAME_WIDTH);
        return "  " + Strings.padEnd(shown, NAME_WIDTH, ' ') + " " + table.fill(slice) + "  " + SliceTable.ready(slice)
                + " ready";
    }
}
