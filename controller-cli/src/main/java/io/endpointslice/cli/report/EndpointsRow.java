package io.endpointslice.cli.report;

import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.cluster.PlannedWrite;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.PortList;
import io.endpointslice.plan.EndpointsWrite;

/** A line of the table of writes for an Endpoints object, which has the name of its Service. */
final class EndpointsRow {
    private static final String NONE = "-";
    /** The most addresses of one object (L5). */
    private static final int MAX_ADDRESSES = 1000;

    private EndpointsRow() {}

    /** The cells, in the order of the table's header. */
    static ImmutableList<String> of(PlannedWrite planned, EndpointsWrite write) {
        int size = addresses(write.endpoints());
        boolean delete = write instanceof EndpointsWrite.Delete;
        int before = write instanceof EndpointsWrite.Update update ? addresses(update.before()) : delete ? size : 0;
        return ImmutableList.of(
                planned.service().toString(),
                NONE,
                ports(write.endpoints()),
                planned.kind(),
                write.verb(),
                before + " -> " + (delete ? 0 : size) + " / " + MAX_ADDRESSES,
                Reasons.line(write));
    }

    private static String ports(LegacyEndpoints object) {
        return switch (object.subsets().size()) {
            case 0 -> NONE;
            case 1 -> new PortList(object.subsets().get(0).ports()).toString();
            default -> object.subsets().size() + " subsets";
        };
    }

    private static int addresses(LegacyEndpoints object) {
        return object.subsets().stream().mapToInt(EndpointSubset::size).sum();
    }
}
