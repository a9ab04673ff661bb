package io.endpointslice.cli.cluster;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceSnapshot;
import java.util.Comparator;

/** What a sync of slices looks at, for each Service of a cluster. */
public final class ServiceSnapshots {
    private ServiceSnapshots() {}

    /** Of the Services with a selector (E1), in order of their keys. */
    public static ImmutableList<ServiceSnapshot> of(ClusterObjects objects) {
        ClusterIndex index = new ClusterIndex(objects);
        return objects.services().stream()
                .map(ServiceObject::facts)
                .filter(ServiceFacts::isSelecting)
                .sorted(Comparator.comparing(ServiceFacts::key))
                .map(index::snapshot)
                .collect(toImmutableList());
    }
}
