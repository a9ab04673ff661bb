package io.endpointslice.cli.demo;

import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.report.Counts;
import io.endpointslice.cli.report.Reasons;
import io.endpointslice.cli.report.TextTable;
import io.endpointslice.kube.FactsReader;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;
import io.endpointslice.model.TargetRef;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.Write;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The demo's words. */
final class DemoReport {
    private static final ImmutableList<String> HEADER =
            ImmutableList.of("WRITES", "ALL", "CREATE", "UPDATE", "DELETE", "LEAST POSSIBLE", "BYTES");
    private static final long NODES = 1_000;
    private static final String NAMESPACE_IF_NONE = "default";

    private final PrintWriter out;
    private final SliceTable table;

    /**
     * What a demo came to.
     *
     * @param start writes of the first sync
     * @param rollout writes of the rolling update
     * @param endpoints writes of legacy Endpoints in both
     * @param missing how often a ready endpoint was in no slice
     * @param events how many changes of slices were looked at for that
     * @param complete whether in the end all was published
     */
    record Result(Totals start, Totals rollout, Totals endpoints, long missing, long events, boolean complete) {
        Totals together() {
            return start.plus(rollout);
        }
    }

    DemoReport(PrintWriter out, SliceTable table) {
        this.out = out;
        this.table = table;
    }

    void begin(Scenario scenario, String url) {
        long ready = scenario.pods().filter(pod -> FactsReader.pod(pod).ready()).count();
        scenario.notes().forEach(note -> line("note: " + note));
        line("An API server in this process: " + url);
        line(Counts.of(scenario.services().count(), "Service") + ", "
                + Counts.of(scenario.pods().count(), "Pod") + " (" + ready + " ready), "
                + Counts.of(scenario.nodes().count(), "Node") + " in " + Counts.of(scenario.zones(), "zone") + ".");
    }

    void firstSync(Totals totals, List<Slice> slices) {
        slices("The controller has started: " + Counts.of(totals.writes(), "write"), slices);
    }

    void slices(String title, List<Slice> slices) {
        line("");
        line(title + ", " + Counts.of(slices.size(), "slice") + ".");
        out.print(table.of(slices));
        out.flush();
    }

    RolloutView rollout(ServiceFacts service, int pods, boolean live) {
        line("");
        line("Rolling update of " + service.key() + ": " + Counts.of(pods, "Pod")
                + ", a quarter more while it goes on, none fewer.");
        return live ? new LiveView(out, table) : new LineView(out);
    }

    void nothingToRollOut() {
        line("");
        line("No rolling update: no Service has a Pod to publish.");
    }

    void end(Result result) {
        Totals all = result.together();
        line("");
        out.print(TextTable.of(
                HEADER,
                ImmutableList.of(
                        row("first sync", result.start), row("rolling update", result.rollout), row("together", all))));
        if (all.writes() != all.least()) {
            line((all.writes() - all.least())
                    + " more than the least possible, as the rewrite budget allows to spare later ones; "
                    + Counts.of(all.refused(), "write")
                    + " refused by the API server and planned again.");
        }
        line("Each write goes to every node: " + Counts.bytes(all.bytes()) + " of slices as JSON x 1,000 nodes = "
                + Counts.bytes(all.bytes() * NODES) + ".");
        if (result.endpoints.writes() > 0) {
            line("Legacy Endpoints beside them: " + Counts.of(result.endpoints.writes(), "write") + ", "
                    + Counts.bytes(result.endpoints.bytes()) + " (none with --legacy-endpoints=false).");
        }
        line("Ready endpoints that were ever missing from the slices: " + result.missing + " (checked after each of "
                + Counts.of(result.events, "change") + ").");
        if (!result.complete) {
            line("In the end, the slices do not hold exactly the Pods that are ready.");
        }
    }

    /** Says of the figures what is true of them. */
    void explain(Result result) {
        line("");
        if (result.together().writes() == result.together().least()) {
            line("Each sync wrote as few slices as any controller could, given what it saw then.");
        }
        if (result.missing == 0) {
            line("An endpoint's new slice is written before its old one, so none is ever missing.");
        }
        out.flush();
    }

    void keepRunning(String url, List<Slice> slices) {
        Optional<TargetRef> pod = slices.stream()
                .max(Comparator.comparingInt(slice -> slice.endpoints().size()))
                .flatMap(slice -> slice.endpoints().stream().findFirst())
                .flatMap(Endpoint::targetRef);
        String kubectl = "  kubectl --server " + url + " -n "
                + pod.map(TargetRef::namespace).orElse(NAMESPACE_IF_NONE);
        line("");
        line("The controller goes on; Ctrl-C ends it. In another terminal, look at the slices or change a Pod:");
        line(kubectl + " get endpointslices -o yaml");
        pod.ifPresent(target -> line(kubectl + " delete pod " + target.name() + " --wait=false"));
        line("kubectl's get, label, patch and delete work with this server; its describe, -w and apply do not.");
        line("");
        line("What the controller writes from now on:");
        out.flush();
    }

    /** A write that was made after the demo's end. */
    synchronized void wrote(Write write, String name) {
        String what = write instanceof SliceWrite slice
                ? Counts.of(slice.slice().endpoints().size(), "endpoint")
                : "legacy Endpoints";
        line("  " + write.verb() + " " + write.meta().namespace() + "/" + name + ": " + Reasons.line(write) + "; "
                + what);
        out.flush();
    }

    private static ImmutableList<String> row(String name, Totals totals) {
        return ImmutableList.of(
                name,
                Long.toString(totals.writes()),
                Long.toString(totals.creates()),
                Long.toString(totals.updates()),
                Long.toString(totals.deletes()),
                Long.toString(totals.least()),
                Counts.bytes(totals.bytes()));
    }

    private void line(String text) {
        out.print(text + "\n");
    }
}
