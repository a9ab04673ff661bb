package io.endpointslice.mapping;

import static io.endpointslice.model.KubernetesNames.HEADLESS_LABEL;
import static io.endpointslice.model.KubernetesNames.MANAGED_BY_LABEL;
import static io.endpointslice.model.KubernetesNames.SERVICE_NAME_LABEL;
import static io.endpointslice.model.KubernetesNames.SLICE_CONTROLLER;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.model.ServiceFacts;
import java.util.Map;
import java.util.TreeMap;

/** The labels of a Service's slices (E10). */
public final class SliceLabels {
    /** Labels with a meaning of their own on slices; on a Service they are ignored. */
    static final ImmutableSet<String> RESERVED = ImmutableSet.of(SERVICE_NAME_LABEL, MANAGED_BY_LABEL, HEADLESS_LABEL);

    private SliceLabels() {}

    /** The Service's labels except the reserved ones, and the reserved ones as they have to be. Sorted by key. */
    public static ImmutableMap<String, String> of(ServiceFacts service) {
        Map<String, String> labels = new TreeMap<>(service.labels());
        labels.keySet().removeAll(RESERVED);
        if (!service.hasClusterIp()) {
            labels.put(HEADLESS_LABEL, "");
        }
        labels.put(SERVICE_NAME_LABEL, service.key().name());
        labels.put(MANAGED_BY_LABEL, SLICE_CONTROLLER);
        return ImmutableSortedMap.copyOf(labels);
    }
}
