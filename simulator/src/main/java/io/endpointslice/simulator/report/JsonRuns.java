package io.endpointslice.simulator.report;

import io.endpointslice.simulator.Run;
import io.endpointslice.simulator.Totals;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The figures for programs: {@code {"runs": [...]}}. */
public final class JsonRuns {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonRuns() {}

    /** One object, in the order of the runs. */
    public static String of(List<Run> runs) {
        ObjectNode report = MAPPER.createObjectNode();
        var array = report.putArray("runs");
        runs.forEach(run -> write(array.addObject(), run));
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    /** The figures of one run. */
    static void write(ObjectNode json, Run run) {
        json.put("trace", run.trace());
        json.put("policy", run.policy());
        json.put("maxEndpointsPerSlice", run.maxEndpointsPerSlice());
        write(json.putObject("totals"), run.totals());
        json.put("lowerBound", run.lowerBound());
        json.put("finalSlices", run.finalSlices());
        json.put("idealSlices", run.idealSlices());
        json.put("meanSlices", run.meanSlices());
    }

    private static void write(ObjectNode json, Totals totals) {
        json.put("creates", totals.creates());
        json.put("updates", totals.updates());
        json.put("deletes", totals.deletes());
        json.put("writes", totals.writes());
        json.put("endpointsWritten", totals.endpointsWritten());
        json.put("bytesWritten", totals.bytesWritten());
    }
}
