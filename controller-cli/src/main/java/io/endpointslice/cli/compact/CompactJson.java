package io.endpointslice.cli.compact;

import io.endpointslice.cli.cluster.ApiJson;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.SyncPlan;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A survey for programs: {@code services}, those that save the most first, {@code leftAlone}, {@code total}, {@code outcomes}. */
public final class CompactJson {
    private CompactJson() {}

    /**
     * The whole text, each line ended.
     *
     * @param outcomes what has become of the Services; none where nothing was written
     */
    public static String of(Survey survey, List<Outcome> outcomes) {
        ObjectNode json = ApiJson.MAPPER.createObjectNode();
        json.put("nodes", survey.nodes());
        ArrayNode services = json.putArray("services");
        survey.candidates().forEach(candidate -> service(services.addObject(), candidate));
        ArrayNode leftAlone = json.putArray("leftAlone");
        survey.leftAlone()
                .forEach(plan -> plan.obstacle()
                        .ifPresent(obstacle -> leftAlone
                                .addObject()
                                .put("name", plan.service().toString())
                                .put("why", obstacle.text())));
        ObjectNode total = json.putObject("total");
        total.put("slicesSaved", survey.total(candidate -> candidate.plan().saved()));
        total.put("writes", survey.total(candidate -> candidate.plan().writes().size()));
        total.put("bytesSent", survey.total(Candidate::bytesSent));
        total.put("bytesSavedPerList", survey.total(Candidate::bytesSaved));
        ArrayNode results = json.putArray("outcomes");
        outcomes.forEach(outcome -> results.addObject()
                .put("name", outcome.service().toString())
                .put("slicesSaved", outcome.slicesSaved())
                .put("writes", outcome.writes())
                .put("leftAlone", outcome.leftAlone()));
        return ApiJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    private static void service(ObjectNode json, Candidate candidate) {
        json.put("name", candidate.name());
        json.put("slices", candidate.plan().slices());
        json.put("slicesAfter", candidate.plan().slices() - candidate.plan().saved());
        json.put("writes", candidate.plan().writes().size());
        json.put("endpointsWritten", candidate.plan().endpointsWritten());
        json.put("bytesSent", candidate.bytesSent());
        json.put("bytesSavedPerList", candidate.bytesSaved());
        ArrayNode steps = json.putArray("steps");
        for (SyncPlan step : candidate.plan().steps()) {
            ArrayNode writes = steps.addArray();
            for (SliceWrite write : step.writes()) {
                writes.addObject()
                        .put("verb", write.verb())
                        .put("slice", write.slice().name())
                        .put("endpoints", write.slice().endpoints().size());
            }
        }
    }
}
