package io.endpointslice.simulator.recording;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.ContainerPort;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServicePort;
import io.endpointslice.model.TargetPort;
import io.endpointslice.simulator.timeline.Change;
import java.util.Optional;
import java.util.function.Function;

/** Reads the changes that {@link FactsJson} writes. */
final class FactsFields {
    private static final int MOST_PORT = 65_535;
    private static final ImmutableMap<String, Function<LineFields, Change>> READERS =
            ImmutableMap.<String, Function<LineFields, Change>>builder()
                    .put("pod", fields -> new Change.PodSeen(pod(fields)))
                    .put("podGone", fields -> new Change.PodGone(podKey(fields)))
                    .put("service", fields -> new Change.ServiceSeen(service(fields)))
                    .put("serviceGone", fields -> new Change.ServiceGone(serviceKey(fields)))
                    .put("node", fields -> new Change.NodeSeen(node(fields)))
                    .put("nodeGone", fields -> new Change.NodeGone(fields.requiredText("name")))
                    .buildOrThrow();

    private FactsFields() {}

    /** The change that stands in that line. */
    static Change change(LineFields line) {
        return READERS.entrySet().stream()
                .filter(reader -> line.has(reader.getKey()))
                .findFirst()
                .map(reader -> line.object(reader.getKey(), "the " + reader.getKey(), reader.getValue()))
                .orElseThrow(() -> line.mistake(
                        "the line does not say what was seen: it has one of " + String.join(", ", READERS.keySet())));
    }

    private static PodFacts pod(LineFields fields) {
        return new PodFacts(
                podKey(fields),
                fields.text("uid"),
                fields.map("labels").orElse(ImmutableMap.of()),
                fields.flag("ended"),
                fields.flag("ready"),
                Optional.empty(),
                fields.flag("terminating"),
                fields.texts("ips"),
                fields.text("hostname"),
                fields.text("subdomain"),
                fields.text("node"),
                fields.objects("ports", "a port of a Pod", FactsFields::containerPort));
    }

    private static ServiceFacts service(LineFields fields) {
        return new ServiceFacts(
                serviceKey(fields),
                fields.text("uid"),
                fields.map("labels").orElse(ImmutableMap.of()),
                fields.flag("externalName"),
                fields.map("selector"),
                fields.texts("ipFamilies").stream()
                        .map(family -> family(fields, family))
                        .collect(toImmutableList()),
                fields.text("clusterIP"),
                fields.flag("publishNotReadyAddresses"),
                fields.objects("ports", "a port of a Service", FactsFields::servicePort),
                Optional.empty(),
                fields.flag("deleting"),
                fields.flag("topologyAuto"),
                fields.text("trafficDistribution"));
    }

    private static NodeFacts node(LineFields fields) {
        return new NodeFacts(
                fields.requiredText("name"),
                fields.text("zone"),
                fields.flag("ready"),
                fields.flag("controlPlane"),
                fields.number("milliCPU", 0, Long.MAX_VALUE));
    }

    private static PodKey podKey(LineFields fields) {
        return new PodKey(fields.requiredText("namespace"), fields.requiredText("name"));
    }

    private static ServiceKey serviceKey(LineFields fields) {
        return new ServiceKey(fields.requiredText("namespace"), fields.requiredText("name"));
    }

    private static ContainerPort containerPort(LineFields fields) {
        return new ContainerPort(
                fields.requiredText("name"),
                fields.requiredText("protocol"),
                Math.toIntExact(fields.number("port", 1, MOST_PORT)));
    }

    private static ServicePort servicePort(LineFields fields) {
        return new ServicePort(
                fields.text("name"),
                fields.requiredText("protocol"),
                fields.textOrNumber(
                        "targetPort",
                        TargetPort.Named::new,
                        0,
                        MOST_PORT,
                        port -> new TargetPort.Numbered(Math.toIntExact(port))),
                fields.has("appProtocol") ? Optional.of(fields.text("appProtocol")) : Optional.empty());
    }

    private static AddressType family(LineFields fields, String name) {
        return switch (name) {
            case "IPv4" -> AddressType.IPV4;
            case "IPv6" -> AddressType.IPV6;
            default -> throw fields.mistake("ipFamilies: '" + name + "' is neither IPv4 nor IPv6");
        };
    }
}
