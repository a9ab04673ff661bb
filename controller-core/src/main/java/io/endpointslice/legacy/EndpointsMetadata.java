package io.endpointslice.legacy;

import static io.endpointslice.model.KubernetesNames.ENDPOINTS_CONTROLLER;
import static io.endpointslice.model.KubernetesNames.ENDPOINTS_MANAGED_BY_LABEL;
import static io.endpointslice.model.KubernetesNames.HEADLESS_LABEL;
import static io.endpointslice.model.KubernetesNames.OVER_CAPACITY_ANNOTATION;
import static io.endpointslice.model.KubernetesNames.TRUNCATED;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.mapping.TriggerAnnotation;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.ServiceFacts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The labels and annotations of a Service's Endpoints object (L4, L5, L6). */
final class EndpointsMetadata {
    private EndpointsMetadata() {}

    /** All of the Service's labels, the one for headless Services as it has to be, and who writes the object. Sorted. */
    static ImmutableMap<String, String> labels(ServiceFacts service) {
        Map<String, String> labels = new TreeMap<>(service.labels());
        if (service.hasClusterIp()) {
            labels.remove(HEADLESS_LABEL);
        } else {
            labels.put(HEADLESS_LABEL, "");
        }
        labels.put(ENDPOINTS_MANAGED_BY_LABEL, ENDPOINTS_CONTROLLER);
        return ImmutableSortedMap.copyOf(labels);
    }

    /** Whether the annotation says what is so: truncated, or nothing at all. */
    static boolean saysWhether(boolean truncated, Map<String, String> annotations) {
        return Optional.ofNullable(annotations.get(OVER_CAPACITY_ANNOTATION))
                .equals(truncated ? Optional.of(TRUNCATED) : Optional.empty());
    }

    /** The annotations of others, with the two that are ours. */
    static ImmutableMap<String, String> annotations(
            Map<String, String> before, boolean truncated, Optional<Instant> triggerTime) {
        Map<String, String> annotations = new TreeMap<>(TriggerAnnotation.on(before, triggerTime));
        if (truncated) {
            annotations.put(OVER_CAPACITY_ANNOTATION, TRUNCATED);
        } else {
            annotations.remove(OVER_CAPACITY_ANNOTATION);
        }
        return ImmutableSortedMap.copyOf(annotations);
    }

    /** Of an object that stands, after an update. */
    static Metadata update(Metadata before, ServiceFacts service, boolean truncated, Optional<Instant> triggerTime) {
        return before.with(labels(service), annotations(before.annotations(), truncated, triggerTime));
    }

    /** Of an object that is to be created under the Service's name. */
    static Metadata create(
            ServiceFacts service, ImmutableMap<String, String> labels, ImmutableMap<String, String> annotations) {
        return Metadata.toCreate(service.key().namespace(), service.key().name(), "", labels, annotations);
    }
}
