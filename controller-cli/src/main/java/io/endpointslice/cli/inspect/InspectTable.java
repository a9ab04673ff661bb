package io.endpointslice.cli.inspect;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.cli.inspect.InspectedService.Legacy;
import io.endpointslice.cli.report.Counts;
import io.endpointslice.cli.report.TextTable;
import io.endpointslice.model.KubernetesNames;
import java.util.Map;
import java.util.stream.Stream;

/** An inspection for people: a line for each Service, what is not as it should be, and the totals. */
public final class InspectTable {
    private static final ImmutableList<String> HEADER =
            ImmutableList.of("SERVICE", "SLICES", "IDEAL", "ENDPOINTS", "FILL", "DUP", "OVER", "ORPHANS");
    private static final ImmutableMap<String, String> MANAGERS = ImmutableMap.of(
            KubernetesNames.SLICE_CONTROLLER, "controller",
            KubernetesNames.MIRRORING_CONTROLLER, "mirroring");
    private static final String BY_HAND = "by hand";
    private static final String NONE = "-";
    /** Findings that are listed where not all are asked for. */
    private static final int FEW = 10;

    private final Inspection inspection;
    private final boolean wide;

    private InspectTable(Inspection inspection, boolean wide) {
        this.inspection = inspection;
        this.wide = wide;
    }

    /**
     * The whole text, each line ended.
     *
     * @param wide with more columns, managers by their full names, and every finding
     */
    public static String of(Inspection inspection, boolean wide) {
        return new InspectTable(inspection, wide).text();
    }

    private String text() {
        String table = inspection.services().isEmpty()
                ? ""
                : TextTable.of(
                        header(), inspection.services().stream().map(this::row).collect(toImmutableList()));
        return table + findings() + totals();
    }

    private ImmutableList<String> header() {
        return joined(
                HEADER,
                wide ? ImmutableList.of("BYTES", "ENDPOINTS OBJECT", "MANAGED BY") : ImmutableList.of("MANAGED BY"));
    }

    private ImmutableList<String> row(InspectedService service) {
        Figures figures = service.figures();
        ImmutableList<String> cells = ImmutableList.of(
                service.name(),
                Integer.toString(figures.slices()),
                Integer.toString(figures.ideal()),
                Integer.toString(figures.endpoints()),
                figures.fill(inspection.maxEndpointsPerSlice()) + "%",
                orNone(figures.duplicates()),
                orNone(service.overCapacity()),
                orNone(service.orphans()));
        return joined(
                cells,
                wide
                        ? ImmutableList.of(
                                Counts.bytes(figures.bytes()),
                                service.legacy().map(InspectTable::legacy).orElse(NONE),
                                managers(service))
                        : ImmutableList.of(managers(service)));
    }

    private static String legacy(Legacy legacy) {
        return Counts.of(legacy.addresses(), "address", "addresses") + (legacy.byHand() ? ", by hand" : "");
    }

    /** The managers, with the number of slices of each where there are several. */
    private String managers(InspectedService service) {
        Map<String, Integer> managers = service.managers();
        return managers.isEmpty()
                ? NONE
                : managers.entrySet().stream()
                        .map(manager -> name(manager.getKey()) + (managers.size() == 1 ? "" : " " + manager.getValue()))
                        .collect(joining(", "));
    }

    private String name(String manager) {
        if (manager.isEmpty()) {
            return BY_HAND;
        }
        return wide ? manager : MANAGERS.getOrDefault(manager, manager);
    }

    private String findings() {
        ImmutableList<String> lines = inspection.services().stream()
                .flatMap(service -> service.findings().stream()
                        .map(finding -> service.name() + ": " + finding.object() + ": " + finding.what() + "\n"))
                .collect(toImmutableList());
        if (lines.isEmpty()) {
            return "\n";
        }
        int shown = wide ? lines.size() : Math.min(lines.size(), FEW);
        String rest = shown == lines.size() ? "" : (lines.size() - shown) + " more, which -o wide shows\n";
        return "\n" + String.join("", lines.subList(0, shown)) + rest + "\n";
    }

    private String totals() {
        Figures total = inspection.total();
        String slices = Counts.of(inspection.services().size(), "Service") + ": "
                + Counts.of(total.slices(), "slice") + ", " + inspection.waste() + " more than needed; "
                + Counts.of(total.endpoints(), "endpoint") + ", fill "
                + total.fill(inspection.maxEndpointsPerSlice()) + "%\n";
        String wrong = Counts.of(total.duplicates(), "duplicate") + ", " + inspection.overCapacity()
                + " over capacity, " + Counts.of(inspection.orphans(), "orphan") + "\n";
        return slices + wrong + (total.slices() == 0 ? "" : cost(total.bytes()));
    }

    /** Each slice is written once at the least, since every endpoint in it changes. */
    private String cost(long bytes) {
        int nodes = inspection.nodes();
        return "A rollout of all of them sends at least " + Counts.bytes(bytes) + " as JSON to each "
                + (nodes == 0
                        ? "Node"
                        : "of " + Counts.of(nodes, "Node") + ", " + Counts.bytes(bytes * nodes) + " in all")
                + "\n";
    }

    private static String orNone(int count) {
        return count == 0 ? NONE : Integer.toString(count);
    }

    private static ImmutableList<String> joined(ImmutableList<String> first, ImmutableList<String> second) {
        return Stream.concat(first.stream(), second.stream()).collect(toImmutableList());
    }
}
