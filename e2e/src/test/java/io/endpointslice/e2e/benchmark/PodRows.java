package io.endpointslice.e2e.benchmark;

import com.google.common.collect.ImmutableSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a watch of Pods tells that gets rows of a table, as {@code kubectl get} prints them: which there are, and which are
 * ready and not terminating. A row is a few hundred bytes, where a Pod has thousands.
 */
final class PodRows implements Consumer<String> {
    /** To ask the API server for rows. */
    static final String ACCEPT = "application/json;as=Table;g=meta.k8s.io;v=v1";
    /** A parameter that leaves out of a row all but its cells. */
    static final String CELLS_ONLY = "includeObject=None";

    /** The columns NAME, READY and STATUS. */
    private static final Pattern CELLS = Pattern.compile("\"cells\":\\[\"([^\"]+)\",\"(\\d+)/(\\d+)\",\"([^\"]*)\"");

    private final Set<String> existing = ConcurrentHashMap.newKeySet();
    private final ServingPods serving;

    /** None yet. */
    PodRows(LongSupplier nanoTime) {
        serving = new ServingPods(nanoTime);
    }

    @Override
    public void accept(String line) {
        Matcher cells = CELLS.matcher(line);
        if (!cells.find()) {
            throw new IllegalArgumentException("Not a row of a Pod: " + line);
        }
        String pod = cells.group(1);
        boolean exists = !line.startsWith("{\"type\":\"DELETED\"");
        if (exists) {
            existing.add(pod);
        } else {
            existing.remove(pod);
        }
        boolean ready = cells.group(2).equals(cells.group(3));
        serving.set(pod, exists && ready && !cells.group(4).equals("Terminating"));
    }

    /** Names of those that there are. */
    ImmutableSet<String> existing() {
        return ImmutableSet.copyOf(existing);
    }

    /** Those that are ready and do not terminate. */
    ServingPods serving() {
        return serving;
    }
}
