package io.endpointslice.e2e.benchmark;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requests to change one kind of objects, as the API server counts them.
 *
 * @param carriedOut how many were
 * @param refused how many were answered with an error, such as a conflict
 * @param bytes of their bodies, as they were sent: JSON or Protobuf
 */
record WriteRequests(long carriedOut, long refused, long bytes) {
    private static final Pattern SERIES = Pattern.compile("([a-z_]+)\\{(.*)} (\\S+)");
    private static final ImmutableSet<String> VERBS =
            ImmutableSet.of("POST", "PUT", "PATCH", "APPLY", "DELETE", "create", "update", "patch");

    /** All since the API server was started. */
    static WriteRequests read(String metrics, String resource) {
        WriteRequests sum = new WriteRequests(0, 0, 0);
        String ofResource = "resource=\"" + resource + "\"";
        for (String line : Splitter.on('\n').split(metrics)) {
            if (line.startsWith("apiserver_request_") && line.contains(ofResource)) {
                sum = sum.plus(line);
            }
        }
        return sum;
    }

    WriteRequests minus(WriteRequests before) {
        return new WriteRequests(carriedOut - before.carriedOut, refused - before.refused, bytes - before.bytes);
    }

    private WriteRequests plus(String line) {
        Matcher series = SERIES.matcher(line);
        if (!series.matches() || !VERBS.contains(label(series.group(2), "verb"))) {
            return this;
        }
        long value = (long) Double.parseDouble(series.group(3));
        return switch (series.group(1)) {
            case "apiserver_request_total" ->
                label(series.group(2), "code").startsWith("2")
                        ? new WriteRequests(carriedOut + value, refused, bytes)
                        : new WriteRequests(carriedOut, refused + value, bytes);
            case "apiserver_request_body_size_bytes_sum" -> new WriteRequests(carriedOut, refused, bytes + value);
            default -> this;
        };
    }

    private static String label(String labels, String name) {
        String start = name + "=\"";
        int at = labels.indexOf(start) + start.length();
        return labels.substring(at, labels.indexOf('"', at));
    }
}
