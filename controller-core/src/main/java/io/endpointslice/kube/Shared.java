package io.endpointslice.kube;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import io.endpointslice.model.ContainerPort;
import java.util.Map;

/**
 * Facts repeat from Pod to Pod: of the same text, labels and ports one copy is kept, as long as anybody has it. Safe for several
 * threads.
 *
 * <p>Internal to {@code kube} and the packages below it.
 */
public final class Shared {
    private static final Interner<String> TEXTS = Interners.newWeakInterner();
    private static final Interner<ImmutableMap<String, String>> LABELS = Interners.newWeakInterner();
    private static final Interner<ImmutableList<ContainerPort>> PORTS = Interners.newWeakInterner();

    private Shared() {}

    /** The copy of a text that many objects have: a namespace, a node, a zone. */
    public static String text(String text) {
        return text.isEmpty() ? "" : TEXTS.intern(text);
    }

    /** The copy of a map of labels, made of shared texts. */
    static ImmutableMap<String, String> labels(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return ImmutableMap.of();
        }
        ImmutableMap.Builder<String, String> shared = ImmutableMap.builderWithExpectedSize(labels.size());
        labels.forEach((key, value) -> shared.put(text(key), text(value)));
        return LABELS.intern(shared.buildOrThrow());
    }

    /** The copy of a list of ports. */
    static ImmutableList<ContainerPort> ports(ImmutableList<ContainerPort> ports) {
        return ports.isEmpty() ? ImmutableList.of() : PORTS.intern(ports);
    }
}
