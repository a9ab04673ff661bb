package io.endpointslice.conformance;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import io.endpointslice.conformance.ConformanceCase.Expected;
import io.endpointslice.conformance.ConformanceCase.Ownership;
import io.endpointslice.conformance.ConformanceCase.Vary;
import io.endpointslice.kube.FactsReader;
import io.endpointslice.kube.LeanJson;
import io.endpointslice.kube.SliceCodec;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Conditions;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.Hints;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;
import io.endpointslice.model.TargetRef;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads recorded cases; the README beside them describes the format. */
final class CaseReader {
    private static final KubernetesSerialization KUBERNETES = LeanJson.create();
    private static final JsonMapper JSON = new JsonMapper();

    private CaseReader() {}

    /** The whole file. */
    static JsonNode json(Path file) throws IOException {
        return JSON.readTree(Files.readString(file));
    }

    static ConformanceCase read(Path file) throws IOException {
        JsonNode root = json(file);
        JsonNode input = root.path("input");
        ServiceFacts service = FactsReader.service(object(input.path("service"), Service.class));
        ImmutableList<PodFacts> pods = pods(input);
        ImmutableMap<String, NodeFacts> nodes = elements(input.path("nodes"))
                .map(node -> FactsReader.node(object(node, Node.class)))
                .collect(toImmutableMap(NodeFacts::name, Function.identity()));
        return new ConformanceCase(
                root.path("name").asString(),
                input.path("maxEndpointsPerSlice").asInt(),
                service,
                pods,
                nodes,
                elements(input.path("existingSlices")).map(CaseReader::slice).collect(toImmutableList()),
                expected(root.path("expected"), service));
    }

    /** Every Pod of the cluster, those that are given by a rule too. */
    static ImmutableList<PodFacts> pods(JsonNode input) {
        return Stream.concat(
                        elements(input.path("pods")),
                        elements(input.path("podsGenerated")).flatMap(CaseReader::generated))
                .map(pod -> FactsReader.pod(object(pod, Pod.class)))
                .collect(toImmutableList());
    }

    private static Stream<JsonNode> generated(JsonNode rule) {
        String template = rule.path("template").toString();
        List<String> nodes = strings(rule.path("nodes"));
        int first = rule.path("firstIndex").asInt();
        return Stream.iterate(first, i -> i < first + rule.path("count").asInt(), i -> i + 1)
                .map(i -> JSON.readTree(template.replace("${i}", Integer.toString(i))
                        .replace("${ip4}", "10." + (32 + i / 65536) + "." + i / 256 % 256 + "." + i % 256)
                        .replace("${ip6}", "fd00:10::" + Integer.toHexString(i + 1))
                        .replace("${node}", nodes.isEmpty() ? "" : nodes.get(i % nodes.size()))));
    }

    private static Expected expected(JsonNode expected, ServiceFacts service) {
        int mostWrites = elements(expected.path("writes").path("endpointSlices"))
                .mapToInt(leastAndMost -> leastAndMost.path(1).asInt())
                .sum();
        ImmutableSortedMap.Builder<SliceGroup.Key, SliceGroup> groups = ImmutableSortedMap.naturalOrder();
        elements(expected.path("groups")).forEach(group -> {
            Slice shape = slice(group);
            groups.put(new SliceGroup.Key(shape.addressType(), shape.ports()), group(group, shape, service));
        });
        return new Expected(
                expected.path("error").asBoolean(),
                mostWrites,
                groups.build(),
                elements(expected.path("hintCounts"))
                        .collect(toImmutableSortedMap(
                                Comparator.naturalOrder(),
                                counts -> AddressType.of(
                                        counts.path("addressType").asString()),
                                CaseReader::hintCounts)),
                vary(expected),
                elements(expected.path("endpointSlices"))
                        .map(slice -> Ownership.of(slice(slice).meta()))
                        .collect(toImmutableSet()));
    }

    private static HintCounts hintCounts(JsonNode counts) {
        ImmutableMultiset.Builder<HintCounts.FromTo> zones = ImmutableMultiset.builder();
        counts.path("zoneToHint")
                .propertyStream()
                .forEach(zone -> zone.getValue()
                        .propertyStream()
                        .forEach(hint -> zones.addCopies(
                                new HintCounts.FromTo(zone.getKey(), hint.getKey()),
                                hint.getValue().asInt())));
        return new HintCounts(
                counts.path("readyEndpoints").asInt(), counts.path("withHints").asInt(), zones.build());
    }

    private static Vary vary(JsonNode expected) {
        if (expected.path("hintCountsVary").asBoolean()) {
            return Vary.COUNTS;
        }
        return expected.path("groupsVary").asBoolean() ? Vary.ENDPOINTS : Vary.NOTHING;
    }

    private static SliceGroup group(JsonNode group, Slice shape, ServiceFacts service) {
        Stream<Endpoint> rows = elements(group.path("endpointRows")).map(row -> endpoint(strings(row), service));
        ImmutableMultiset<Endpoint> endpoints =
                Stream.concat(shape.endpoints().stream(), rows).collect(ImmutableMultiset.toImmutableMultiset());
        if (endpoints.size() != group.path("endpointCount").asInt()) {
            throw new IllegalStateException("a group has another endpointCount than endpoints: " + group);
        }
        ImmutableSet<ImmutableMap<String, String>> labels =
                elements(group.path("labels")).map(CaseReader::map).collect(toImmutableSet());
        return new SliceGroup(endpoints, labels);
    }

    /** A row of a compact file: {@code [addresses, pod, uid, node, zone, conditions, hostname, hintZones, hintNodes]}. */
    private static Endpoint endpoint(List<String> row, ServiceFacts service) {
        String conditions = row.get(5);
        return Endpoint.of(
                ImmutableList.copyOf(Splitter.on(',').split(row.get(0))),
                row.size() > 6 ? row.get(6) : "",
                new Conditions(flag(conditions, 0), flag(conditions, 1), flag(conditions, 2)),
                Optional.of(TargetRef.pod(service.key().namespace(), row.get(1), row.get(2))),
                row.get(3),
                row.get(4),
                new Hints(list(row, 7), list(row, 8)));
    }

    private static ImmutableList<String> list(List<String> row, int index) {
        return row.size() > index
                ? ImmutableList.copyOf(Splitter.on(',').omitEmptyStrings().split(row.get(index)))
                : ImmutableList.of();
    }

    private static Optional<Boolean> flag(String conditions, int index) {
        char letter = conditions.charAt(index);
        return letter == '-' ? Optional.empty() : Optional.of(letter == 't');
    }

    static Slice slice(JsonNode node) {
        ObjectNode whole = JSON.createObjectNode();
        whole.putObject("metadata");
        for (String field : List.of("metadata", "addressType", "ports", "endpoints")) {
            if (node.has(field)) {
                whole.set(field, node.path(field));
            }
        }
        return SliceCodec.fromApi(object(whole, EndpointSlice.class));
    }

    static <T> T object(JsonNode node, Class<T> type) {
        return KUBERNETES.convertValue(node, type);
    }

    static Stream<JsonNode> elements(JsonNode node) {
        return node.valueStream();
    }

    static List<String> strings(JsonNode node) {
        return elements(node).map(JsonNode::asString).collect(toImmutableList());
    }

    private static ImmutableMap<String, String> map(JsonNode node) {
        return node.propertyStream()
                .collect(toImmutableMap(
                        entry -> entry.getKey(), entry -> entry.getValue().asString()));
    }
}
