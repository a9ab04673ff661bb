package io.endpointslice.simulator.recording;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.ContainerPort;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServicePort;
import io.endpointslice.model.TargetPort;
import io.endpointslice.simulator.timeline.Change;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Changes as JSON; {@link FactsFields} reads it. What is false, empty or unset is left out. */
final class FactsJson {
    private FactsJson() {}

    /** Puts what was seen, or what has gone, into that line. */
    static void put(ObjectNode line, Change change) {
        // not a switch, which would need Java 21
        if (change instanceof Change.PodSeen seen) {
            put(line.putObject("pod"), seen.pod());
        } else if (change instanceof Change.PodGone gone) {
            key(line.putObject("podGone"), gone.pod().namespace(), gone.pod().name());
        } else if (change instanceof Change.ServiceSeen seen) {
            put(line.putObject("service"), seen.service());
        } else if (change instanceof Change.ServiceGone gone) {
            key(
                    line.putObject("serviceGone"),
                    gone.service().namespace(),
                    gone.service().name());
        } else if (change instanceof Change.NodeSeen seen) {
            put(line.putObject("node"), seen.node());
        } else if (change instanceof Change.NodeGone gone) {
            line.putObject("nodeGone").put("name", gone.name());
        }
    }

    private static void put(ObjectNode json, PodFacts pod) {
        key(json, pod.key().namespace(), pod.key().name());
        text(json, "uid", pod.uid());
        labels(json, "labels", pod.labels());
        flag(json, "ended", pod.terminal());
        flag(json, "ready", pod.ready());
        flag(json, "terminating", pod.terminating());
        if (!pod.ips().isEmpty()) {
            ArrayNode ips = json.putArray("ips");
            pod.ips().forEach(ips::add);
        }
        text(json, "hostname", pod.hostname());
        text(json, "subdomain", pod.subdomain());
        text(json, "node", pod.nodeName());
        if (!pod.ports().isEmpty()) {
            ArrayNode ports = json.putArray("ports");
            pod.ports().forEach(port -> ports.add(port(port)));
        }
    }

    private static void put(ObjectNode json, ServiceFacts service) {
        key(json, service.key().namespace(), service.key().name());
        text(json, "uid", service.uid());
        labels(json, "labels", service.labels());
        flag(json, "externalName", service.externalName());
        service.selector().ifPresent(selector -> put(json.putObject("selector"), selector));
        if (!service.ipFamilies().isEmpty()) {
            ArrayNode families = json.putArray("ipFamilies");
            service.ipFamilies().forEach(family -> families.add(family.apiName()));
        }
        text(json, "clusterIP", service.clusterIp());
        flag(json, "publishNotReadyAddresses", service.publishNotReadyAddresses());
        if (!service.ports().isEmpty()) {
            ArrayNode ports = json.putArray("ports");
            service.ports().forEach(port -> ports.add(port(port)));
        }
        flag(json, "deleting", service.deleting());
        flag(json, "topologyAuto", service.topologyAuto());
        text(json, "trafficDistribution", service.trafficDistribution());
    }

    private static void put(ObjectNode json, NodeFacts node) {
        json.put("name", node.name());
        text(json, "zone", node.zone());
        flag(json, "ready", node.ready());
        flag(json, "controlPlane", node.controlPlane());
        json.put("milliCPU", node.milliCpu());
    }

    private static ObjectNode port(ContainerPort port) {
        return object().put("name", port.name())
                .put("protocol", port.protocol())
                .put("port", port.port());
    }

    private static ObjectNode port(ServicePort port) {
        ObjectNode json = object();
        text(json, "name", port.name());
        json.put("protocol", port.protocol());
        if (port.targetPort() instanceof TargetPort.Numbered numbered) {
            json.put("targetPort", numbered.port());
        } else if (port.targetPort() instanceof TargetPort.Named named) {
            json.put("targetPort", named.name());
        }
        port.appProtocol().ifPresent(protocol -> json.put("appProtocol", protocol));
        return json;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void key(ObjectNode json, String namespace, String name) {
        json.put("namespace", namespace).put("name", name);
    }

    private static void text(ObjectNode json, String field, String text) {
        if (!text.isEmpty()) {
            json.put(field, text);
        }
    }

    private static void flag(ObjectNode json, String field, boolean set) {
        if (set) {
            json.put(field, true);
        }
    }

    private static void labels(ObjectNode json, String field, ImmutableMap<String, String> labels) {
        if (!labels.isEmpty()) {
            put(json.putObject(field), labels);
        }
    }

    private static void put(ObjectNode json, ImmutableMap<String, String> labels) {
        labels.forEach(json::put);
    }
}
