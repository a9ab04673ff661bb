package io.endpointslice.kube;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
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

    /** The list, empty if it is unset: an API server writes what is empty as null in some places (E13). */
    static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? ImmutableList.of() : list;
    }

    /** Back: null for the empty text, which the client leaves out. */
    static @Nullable String unset(String value) {
        return value.isEmpty() ? null : value;
    }
}
