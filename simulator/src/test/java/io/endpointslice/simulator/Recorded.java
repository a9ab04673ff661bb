package io.endpointslice.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import io.endpointslice.simulator.trace.Trace;
import io.endpointslice.simulator.trace.TraceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The recorded traces, and what the reference did with each: its totals over five replays, as min, median and max. */
public final class Recorded {
    private static final JsonNode RESULTS = JsonMapper.builder().build().readTree(text("upstream-results.json"));

    private Recorded() {}

    /** That trace. */
    public static Trace trace(String name) {
        return TraceReader.read(name, text(name + ".json"));
    }

    static Stream<String> names() {
        return StreamSupport.stream(RESULTS.path("traces").spliterator(), false)
                .map(trace -> trace.path("name").stringValue());
    }

    /** What the reference did with the trace: {@code totals}, {@code finalSlices} and so on. */
    public static JsonNode reference(String name) {
        return StreamSupport.stream(RESULTS.path("traces").spliterator(), false)
                .filter(trace -> trace.path("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(String file) {
        try {
            return Resources.toString(Resources.getResource("traces/" + file), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
