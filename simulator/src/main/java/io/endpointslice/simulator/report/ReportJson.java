package io.endpointslice.simulator.report;

import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.simulator.Delays;
import io.endpointslice.simulator.EndpointsTotals;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report for the scripts of its page. */
final class ReportJson {
    private static final double MILLIS_PER_SECOND = 1_000;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ReportJson() {}

    /** One line of JSON. It is safe inside a script element: it has no {@code <}, which stands in texts alone and is escaped there. */
    static String of(Report report, int nodes) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("command", report.command());
        json.put("nodes", nodes);
        ObjectNode options = json.putObject("options");
        report.options().forEach(options::put);
        ArrayNode stories = json.putArray("stories");
        report.stories().forEach(story -> write(stories.addObject(), story));
        return MAPPER.writeValueAsString(json).replace("<", "\\u003c");
    }

    private static void write(ObjectNode json, Report.Story story) {
        Report.Subject subject = story.subject();
        json.put("name", subject.name());
        json.put("about", subject.about());
        json.put("unit", subject.unit() == Report.TimeUnit.STEPS ? "step" : "s");
        ArrayNode times = json.putArray("times");
        story.times().forEach(time -> write(times, subject.unit(), time));
        ArrayNode runs = json.putArray("runs");
        story.entries().forEach(entry -> write(runs.addObject(), entry));
    }

    private static void write(ObjectNode json, Report.Entry entry) {
        JsonRuns.write(json, entry.run());
        write(json.putObject("endpoints"), entry.run().endpoints());
        write(json.putObject("delays"), entry.run().delays());
        write(json, "toReference", entry.toReference());
        write(json, "boundToReference", entry.boundToReference());
        write(json.putArray("writes"), entry.sample().writes());
        ArrayNode rows = json.putArray("rows");
        entry.sample().rows().forEach(row -> write(rows.addArray(), row));
    }

    private static void write(ObjectNode json, EndpointsTotals endpoints) {
        json.put("writes", endpoints.writes());
        json.put("bytesWritten", endpoints.bytesWritten());
    }

    /** In seconds. */
    private static void write(ObjectNode json, Delays delays) {
        json.put("median", seconds(delays.median().toMillis()));
        json.put("p99", seconds(delays.p99().toMillis()));
        json.put("medianOfLeaving", seconds(delays.medianOfLeaving().toMillis()));
        json.put("p99OfLeaving", seconds(delays.p99OfLeaving().toMillis()));
    }

    private static double seconds(long millis) {
        return millis / MILLIS_PER_SECOND;
    }

    private static void write(ObjectNode json, String name, OptionalDouble value) {
        if (value.isPresent()) {
            json.put(name, value.getAsDouble());
        }
    }

    private static void write(ArrayNode json, Report.TimeUnit unit, long time) {
        if (unit == Report.TimeUnit.STEPS) {
            json.add(time);
        } else {
            json.add(seconds(time));
        }
    }

    private static void write(ArrayNode json, ImmutableIntArray values) {
        values.forEach(json::add);
    }
}
