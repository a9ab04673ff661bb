package io.endpointslice.kube;

import static io.endpointslice.kube.Unset.unset;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.kube.EventCorrelator.Occurrence;
import io.endpointslice.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Events ({@code v1}) as the reference's recorder writes them. */
final class EventCodec {
    private EventCodec() {}

    /** The Event object with all that is known of it. */
    static io.fabric8.kubernetes.api.model.Event toApi(Occurrence occurrence) {
        Event event = occurrence.event();
        Event.Regarding regarding = event.regarding();
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(regarding.namespace())
                .withName(occurrence.name())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion("v1")
                .withKind(regarding.kind())
                .withNamespace(regarding.namespace())
                .withName(regarding.name())
                .withUid(unset(regarding.uid()))
                .endInvolvedObject()
                .withType(event.severity() == Event.Severity.NORMAL ? "Normal" : "Warning")
                .withReason(event.reason())
                .withMessage(event.message())
                .withNewSource()
                .withComponent(occurrence.component())
                .endSource()
                .withReportingComponent(occurrence.component())
                .withReportingInstance("")
                .withCount(occurrence.count())
                .withFirstTimestamp(timestamp(occurrence.first()))
                .withLastTimestamp(timestamp(occurrence.last()))
                .build();
    }

    /** The fields by which a repetition differs from the Event that is there. */
    static ImmutableMap<String, Object> repetition(Occurrence occurrence) {
        return ImmutableMap.of("count", occurrence.count(), "lastTimestamp", timestamp(occurrence.last()));
    }

    /** Whole seconds, as an API server keeps them. */
    private static String timestamp(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
