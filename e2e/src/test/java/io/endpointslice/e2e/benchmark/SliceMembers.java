package io.endpointslice.e2e.benchmark;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a watch of slices tells: which slices there are, and which Pods are ready endpoints of any of them. */
final class SliceMembers implements Consumer<String> {
    private static final Pattern NAME = Pattern.compile("\"metadata\":\\{\"name\":\"([^\"]+)\"");
    private static final Pattern READY_POD = Pattern.compile(
            "\"conditions\":\\{\"ready\":true[^}]*},[^{}]*\"targetRef\":\\{\"kind\":\"Pod\",\"namespace\":\"[^\"]+\",\"name\":\"([^\"]+)\"");

    private final Map<String, ImmutableSet<String>> podsBySlice = new ConcurrentHashMap<>();
    private final ServingPods serving;

    /** None yet. */
    SliceMembers(LongSupplier nanoTime) {
        serving = new ServingPods(nanoTime);
    }

    @Override
    public void accept(String line) {
        Matcher name = NAME.matcher(line);
        if (!name.find()) {
            throw new IllegalArgumentException("Not an event of a slice: " + line);
        }
        boolean deleted = line.startsWith("{\"type\":\"DELETED\"");
        ImmutableSet<String> pods = deleted ? ImmutableSet.of() : readyPods(line);
        ImmutableSet<String> before = podsBySlice.getOrDefault(name.group(1), ImmutableSet.of());
        if (deleted) {
            podsBySlice.remove(name.group(1));
        } else {
            podsBySlice.put(name.group(1), pods);
        }
        for (String pod : Sets.union(before, pods)) {
            serving.set(pod, podsBySlice.values().stream().anyMatch(slice -> slice.contains(pod)));
        }
    }

    /** How many slices there are. */
    int slices() {
        return podsBySlice.size();
    }

    /** Those that are a ready endpoint of any slice. */
    ServingPods serving() {
        return serving;
    }

    private static ImmutableSet<String> readyPods(String line) {
        return READY_POD.matcher(line).results().map(found -> found.group(1)).collect(ImmutableSet.toImmutableSet());
    }
}
