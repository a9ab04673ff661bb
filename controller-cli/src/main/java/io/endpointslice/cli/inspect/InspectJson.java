package io.endpointslice.cli.inspect;

import io.endpointslice.cli.cluster.ApiJson;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An inspection for programs: {@code services}, most waste first, and {@code total}. */
public final class InspectJson {
    private InspectJson() {}

    /** The whole text, each line ended. */
    public static String of(Inspection inspection) {
        ObjectNode json = ApiJson.MAPPER.createObjectNode();
        json.put("maxEndpointsPerSlice", inspection.maxEndpointsPerSlice());
        json.put("nodes", inspection.nodes());
        ArrayNode services = json.putArray("services");
        inspection.services().forEach(service -> service(services.addObject(), service, inspection));
        ObjectNode total = json.putObject("total");
        total.put("services", inspection.services().size());
        figures(total, inspection.total(), inspection);
        total.put("waste", inspection.waste());
        total.put("overCapacity", inspection.overCapacity());
        total.put("orphans", inspection.orphans());
        return ApiJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    private static void service(ObjectNode json, InspectedService service, Inspection inspection) {
        json.put("name", service.name());
        figures(json, service.figures(), inspection);
        json.put("overCapacity", service.overCapacity());
        json.put("orphans", service.orphans());
        ObjectNode managers = json.putObject("managedBy");
        service.managers().forEach(managers::put);
        service.legacy()
                .ifPresent(legacy -> json.putObject("endpointsObject")
                        .put("addresses", legacy.addresses())
                        .put("byHand", legacy.byHand()));
        ArrayNode findings = json.putArray("findings");
        service.findings()
                .forEach(finding ->
                        findings.addObject().put("object", finding.object()).put("what", finding.what()));
    }

    private static void figures(ObjectNode json, Figures figures, Inspection inspection) {
        json.put("slices", figures.slices());
        json.put("idealSlices", figures.ideal());
        json.put("waste", figures.waste());
        json.put("endpoints", figures.endpoints());
        json.put("fillPercent", figures.fill(inspection.maxEndpointsPerSlice()));
        json.put("duplicates", figures.duplicates());
        json.put("bytes", figures.bytes());
    }
}
