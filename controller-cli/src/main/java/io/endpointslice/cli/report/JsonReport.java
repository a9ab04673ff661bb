package io.endpointslice.cli.report;

import io.endpointslice.cli.cluster.ApiJson;
import io.endpointslice.cli.cluster.ClusterPlan;
import io.endpointslice.cli.cluster.PlannedWrite;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The plan for programs: {@code writes}, {@code result} and {@code errors}. */
public final class JsonReport implements Report {
    @Override
    public String render(ClusterPlan plan) {
        ObjectNode report = ApiJson.MAPPER.createObjectNode();
        ArrayNode writes = report.putArray("writes");
        plan.writes().forEach(write -> write(writes.addObject(), write));
        ObjectNode result = report.putObject("result");
        result.put("apiVersion", "v1");
        result.put("kind", "List");
        result.putArray("items").addAll(plan.result());
        ArrayNode errors = report.putArray("errors");
        plan.errors().forEach(errors::add);
        return ApiJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    private static void write(ObjectNode json, PlannedWrite write) {
        json.put("verb", write.write().verb());
        json.put("kind", "EndpointSlice");
        json.put("namespace", write.service().namespace());
        json.put("name", write.name());
        ArrayNode reasons = json.putArray("reason");
        Reasons.of(write.write()).forEach(reasons::add);
        json.set("object", write.sent());
    }
}
