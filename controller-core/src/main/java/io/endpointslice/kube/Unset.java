package io.endpointslice.kube;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between the API's unset fields, which the client shows as null, and the model's empty values. */
final class Unset {
    private Unset() {}

    /** The text, empty if it is unset. */
    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** The map, empty if it is unset. */
    static ImmutableMap<String, String> map(@Nullable Map<String, String> map) {
        return map == null ? ImmutableMap.of() : ImmutableMap.copyOf(map);
    }
}
