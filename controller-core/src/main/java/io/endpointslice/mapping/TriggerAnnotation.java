package io.endpointslice.mapping;

import static io.endpointslice.model.KubernetesNames.TRIGGER_TIME_ANNOTATION;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The annotation that says when the change happened that led to a slice's last write (E15). */
public final class TriggerAnnotation {
    /** RFC 3339 in UTC, with as many digits of the fraction as needed, up to nanoseconds. */
    private static final DateTimeFormatter RFC_3339_NANO = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral('Z')
            .toFormatter();

    private TriggerAnnotation() {}

    /** The annotations with that trigger time; without one, the annotation is removed. */
    public static ImmutableMap<String, String> on(Map<String, String> annotations, Optional<Instant> triggerTime) {
        Map<String, String> result = new TreeMap<>(annotations);
        triggerTime.ifPresentOrElse(
                time -> result.put(
                        TRIGGER_TIME_ANNOTATION, RFC_3339_NANO.format(OffsetDateTime.ofInstant(time, ZoneOffset.UTC))),
                () -> result.remove(TRIGGER_TIME_ANNOTATION));
        return ImmutableSortedMap.copyOf(result);
    }
}
