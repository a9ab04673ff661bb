package io.endpointslice.cli.demo;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.report.TextTable;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.Slice;
import java.util.Comparator;
import java.util.List;

/**
 * Slices as a table, in order of Service, address type and ports.
 *
 * @param maxEndpointsPerSlice what a full bar stands for
 */
record SliceTable(Bars bars, int maxEndpointsPerSlice) {
    private static final ImmutableList<String> HEADER =
            ImmutableList.of("SERVICE", "SLICE", "TYPE", "PORTS", "FILL", "READY");
    private static final int BAR_WIDTH = 20;
    private static final Comparator<Slice> ORDER = Comparator.comparing(SliceTable::service)
            .thenComparing(Slice::addressType)
            .thenComparing(Slice::ports)
            .thenComparing(Slice::name);

    /** The table, each line ended. */
    String of(List<Slice> slices) {
        return TextTable.of(HEADER, slices.stream().sorted(ORDER).map(this::row).collect(toImmutableList()));
    }

    /** A bar and {@code n/max}. */
    String fill(Slice slice) {
        int size = slice.endpoints().size();
        int digits = Integer.toString(maxEndpointsPerSlice).length();
        return bars.draw(BAR_WIDTH, size, maxEndpointsPerSlice)
                + Strings.padStart(Integer.toString(size), digits + 1, ' ') + "/" + maxEndpointsPerSlice;
    }

    /** How many of its endpoints are ready. */
    static long ready(Slice slice) {
        return slice.endpoints().stream()
                .filter(endpoint -> endpoint.conditions().isReady())
                .count();
    }

    private ImmutableList<String> row(Slice slice) {
        return ImmutableList.of(
                service(slice),
                slice.name(),
                slice.addressType().apiName(),
                slice.ports().toString(),
                fill(slice),
                Long.toString(ready(slice)));
    }

    private static String service(Slice slice) {
        return slice.meta().namespace() + "/"
                + slice.meta().labels().getOrDefault(KubernetesNames.SERVICE_NAME_LABEL, "-");
    }
}
