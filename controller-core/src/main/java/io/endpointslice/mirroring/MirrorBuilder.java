package io.endpointslice.mirroring;

import static io.endpointslice.model.KubernetesNames.LAST_APPLIED_ANNOTATION;
import static io.endpointslice.model.KubernetesNames.MANAGED_BY_LABEL;
import static io.endpointslice.model.KubernetesNames.MIRRORING_CONTROLLER;
import static io.endpointslice.model.KubernetesNames.SERVICE_NAME_LABEL;
import static io.endpointslice.model.KubernetesNames.TRIGGER_TIME_ANNOTATION;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.mapping.GenerateName;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.OwnerReference;
import io.endpointslice.model.PortList;
import io.endpointslice.model.Slice;
import java.util.Map;
import java.util.TreeMap;

/** Makes the slices that mirror one Endpoints object as they are sent, and knows which carry the right metadata (M3). */
final class MirrorBuilder {
    private static final String OWNER_KIND = "Endpoints";

    private final LegacyEndpoints endpoints;
    private final ImmutableMap<String, String> labels;
    private final ImmutableMap<String, String> annotations;
    private final OwnerReference owner;

    MirrorBuilder(LegacyEndpoints endpoints) {
        Metadata meta = endpoints.meta();
        this.endpoints = endpoints;
        this.labels = labels(meta);
        this.annotations = annotations(meta);
        this.owner = new OwnerReference("v1", OWNER_KIND, meta.name(), meta.uid(), true, true);
    }

    private static ImmutableMap<String, String> labels(Metadata meta) {
        Map<String, String> labels = new TreeMap<>(meta.labels());
        labels.put(SERVICE_NAME_LABEL, meta.name());
        labels.put(MANAGED_BY_LABEL, MIRRORING_CONTROLLER);
        return ImmutableSortedMap.copyOf(labels);
    }

    private static ImmutableMap<String, String> annotations(Metadata meta) {
        Map<String, String> annotations = new TreeMap<>(meta.annotations());
        annotations.remove(TRIGGER_TIME_ANNOTATION);
        annotations.remove(LAST_APPLIED_ANNOTATION);
        return ImmutableSortedMap.copyOf(annotations);
    }

    boolean hasRightMetadata(Slice slice) {
        return slice.meta().labels().equals(labels)
                && slice.meta().annotations().equals(annotations);
    }

    /** Whether the slice goes with this Endpoints object, and not with an older one of its name. */
    boolean isOwned(Slice slice) {
        boolean older = slice.meta().owners().stream()
                .anyMatch(reference -> reference.kind().equals(OWNER_KIND)
                        && reference.name().equals(owner.name())
                        && !reference.uid().equals(owner.uid()));
        return !older
                && slice.meta().owners().stream()
                        .anyMatch(reference -> reference.kind().equals(OWNER_KIND)
                                && reference.uid().equals(owner.uid()));
    }

    Slice create(AddressType type, PortList ports, ImmutableList<Endpoint> contents) {
        Metadata meta = Metadata.toCreate(
                endpoints.meta().namespace(), "", GenerateName.of(endpoints.service()), labels, annotations);
        return new Slice(meta.ownedBy(owner), type, ports, contents);
    }

    Slice update(Slice slice, PortList ports, ImmutableList<Endpoint> contents) {
        Metadata meta = slice.meta().with(labels, annotations).ownedBy(owner);
        return new Slice(meta, slice.addressType(), ports, contents);
    }
}
