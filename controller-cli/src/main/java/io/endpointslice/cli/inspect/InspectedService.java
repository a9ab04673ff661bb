package io.endpointslice.cli.inspect;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Comparator;
import java.util.Optional;

/**
 * What is published for one Service.
 *
 * @param name {@code namespace/name} of the Service, whether it exists or not; {@code namespace/-} for slices without the
 *     label that names one
 * @param figures of all its slices, whoever manages them
 * @param managers how many slices each manager has, by the value of the label; the empty one for slices written by hand
 * @param legacy its Endpoints object
 * @param findings what is not as it should be, in order of the objects
 */
public record InspectedService(
        String name,
        Figures figures,
        ImmutableSortedMap<String, Integer> managers,
        Optional<Legacy> legacy,
        ImmutableList<Finding> findings) {
    /** Most waste first: slices beyond the ideal, orphans, duplicates, over-capacity; then by name. */
    static final Comparator<InspectedService> BY_WASTE = Comparator.<InspectedService>comparingInt(
                    service -> -service.figures.waste())
            .thenComparingInt(service -> -service.orphans())
            .thenComparingInt(service -> -service.figures.duplicates())
            .thenComparingInt(service -> -service.overCapacity())
            .thenComparing(InspectedService::name);

    /**
     * A legacy Endpoints object.
     *
     * @param addresses in all subsets; one that stands in two of them counts twice (Q9)
     * @param byHand no controller writes it
     */
    public record Legacy(int addresses, boolean byHand) {}

    int orphans() {
        return count(Finding.Orphan.class);
    }

    int overCapacity() {
        return count(Finding.OverCapacity.class);
    }

    private int count(Class<? extends Finding> kind) {
        return (int) findings.stream().filter(kind::isInstance).count();
    }
}
