package io.endpointslice.cli.report;

import io.endpointslice.cli.cluster.ApiJson;
import io.endpointslice.cli.cluster.ClusterPlan;
import io.endpointslice.cli.cluster.PlannedWrite;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.Event;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The plan for programs: {@code writes}, {@code result} and {@code errors}, and {@code events} if there are any. A write of another
 * controller than that of Services' slices says of which.
 */
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
        if (!plan.events().isEmpty()) {
            ArrayNode events = report.putArray("events");
            plan.events().forEach(event -> event(events.addObject(), event));
        }
        return ApiJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    private static void write(ObjectNode json, PlannedWrite write) {
        json.put("verb", write.write().verb());
        json.put("kind", write.kind());
        json.put("namespace", write.service().namespace());
        json.put("name", write.name());
        ArrayNode reasons = json.putArray("reason");
        Reasons.of(write.write()).forEach(reasons::add);
        json.set("object", write.sent());
        if (write.controller() != ControllerName.SLICES) {
            json.put("controller", write.controller().component());
        }
    }

    private static void event(ObjectNode json, Event event) {
        json.put("type", event.severity() == Event.Severity.WARNING ? "Warning" : "Normal");
        json.put("reason", event.reason());
        json.put("message", event.message());
        json.putObject("regarding")
                .put("kind", event.regarding().kind())
                .put("namespace", event.regarding().namespace())
                .put("name", event.regarding().name());
    }
}
