package io.endpointslice.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.mapping.GenerateName;
import io.endpointslice.mapping.SliceLabels;
import io.endpointslice.mapping.TriggerAnnotation;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.OwnerReference;
import io.endpointslice.model.PortList;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;
import java.time.Instant;
import java.util.Optional;

/** Makes the slices of one Service as they are sent (E10, E11, E15). */
final class SliceBuilder {
    private final ServiceFacts service;
    private final ImmutableMap<String, String> labels;
    private final Optional<Instant> triggerTime;

    SliceBuilder(ServiceFacts service, Optional<Instant> triggerTime) {
        this.service = service;
        this.labels = SliceLabels.of(service);
        this.triggerTime = triggerTime;
    }

    /** Whether the slice carries just the labels that it should (E10). */
    boolean hasRightLabels(Slice slice) {
        return slice.meta().labels().equals(labels);
    }

    Slice create(AddressType type, PortList ports, ImmutableList<Endpoint> endpoints) {
        Metadata meta = Metadata.toCreate(
                service.key().namespace(),
                "",
                GenerateName.of(service.key()),
                labels,
                TriggerAnnotation.on(ImmutableMap.of(), triggerTime));
        OwnerReference owner = new OwnerReference("v1", "Service", service.key().name(), service.uid(), true, true);
        return new Slice(meta.ownedBy(owner), type, ports, endpoints);
    }

    Slice update(Slice slice, PortList ports, ImmutableList<Endpoint> endpoints) {
        Metadata meta =
                slice.meta().with(labels, TriggerAnnotation.on(slice.meta().annotations(), triggerTime));
        return new Slice(meta, slice.addressType(), ports, endpoints);
    }
}
