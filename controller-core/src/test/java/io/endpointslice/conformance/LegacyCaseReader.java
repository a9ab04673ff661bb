package io.endpointslice.conformance;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.endpointslice.conformance.CaseReader.elements;
import static io.endpointslice.conformance.CaseReader.object;
import static io.endpointslice.conformance.CaseReader.strings;

import com.google.common.collect.ImmutableList;
import io.endpointslice.conformance.LegacyCase.Expected;
import io.endpointslice.kube.EndpointsCodec;
import io.endpointslice.kube.FactsReader;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointSubset;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.TargetRef;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads what recorded cases say of Endpoints objects and mirrored slices. */
final class LegacyCaseReader {
    private LegacyCaseReader() {}

    static LegacyCase read(Path file) throws IOException {
        JsonNode root = CaseReader.json(file);
        JsonNode input = root.path("input");
        JsonNode expected = root.path("expected");
        return new LegacyCase(
                root.path("name").asString(),
                input.path("maxEndpointsPerSubset").asInt(),
                FactsReader.service(object(input.path("service"), Service.class)),
                CaseReader.pods(input),
                endpoints(input.path("existingEndpoints")),
                elements(input.path("existingSlices")).map(CaseReader::slice).collect(toImmutableList()),
                new Expected(
                        endpoints(expected.path("endpoints")),
                        mostWrites(expected, "endpoints"),
                        elements(expected.path("mirroredSlices"))
                                .map(CaseReader::slice)
                                .collect(toImmutableList()),
                        mostWrites(expected, "mirroredSlices")));
    }

    private static int mostWrites(JsonNode expected, String controller) {
        return elements(expected.path("writes").path(controller))
                .mapToInt(leastAndMost -> leastAndMost.path(1).asInt())
                .sum();
    }

    private static Optional<LegacyEndpoints> endpoints(JsonNode node) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        LegacyEndpoints endpoints = EndpointsCodec.fromApi(object(node, Endpoints.class));
        String namespace = endpoints.meta().namespace();
        List<JsonNode> rows = elements(node.path("subsets")).toList();
        ImmutableList.Builder<Indexed> subsets = ImmutableList.builder();
        for (int i = 0; i < rows.size(); i++) {
            subsets.add(new Indexed(
                    rows.get(i).path("upstreamIndex").asInt(i),
                    withRows(endpoints.subsets().get(i), rows.get(i), namespace)));
        }
        return Optional.of(new LegacyEndpoints(
                endpoints.meta(),
                subsets.build().stream()
                        .sorted(Comparator.comparingInt(Indexed::index))
                        .map(Indexed::subset)
                        .collect(toImmutableList())));
    }

    private record Indexed(int index, EndpointSubset subset) {}

    private static EndpointSubset withRows(EndpointSubset subset, JsonNode node, String namespace) {
        return new EndpointSubset(
                withRows(subset.addresses(), node.path("addressRows"), namespace),
                withRows(subset.notReadyAddresses(), node.path("notReadyAddressRows"), namespace),
                subset.ports());
    }

    private static ImmutableList<EndpointAddress> withRows(
            ImmutableList<EndpointAddress> given, JsonNode rows, String namespace) {
        return Stream.concat(given.stream(), elements(rows).map(row -> address(strings(row), namespace)))
                .collect(toImmutableList());
    }

    /** A row of a compact file: {@code [ip, pod, uid, node, hostname]}. */
    private static EndpointAddress address(List<String> row, String namespace) {
        return new EndpointAddress(
                row.get(0),
                row.size() > 4 ? row.get(4) : "",
                Optional.of(row.get(3)),
                Optional.of(TargetRef.pod(namespace, row.get(1), row.get(2))));
    }
}
