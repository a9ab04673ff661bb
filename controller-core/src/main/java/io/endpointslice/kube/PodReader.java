package io.endpointslice.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads of a Pod what {@link FactsReader} looks at, token by token, into the client's own Pod. Jackson's way to do so, by a
 * method handle for each field, takes twice as long, and Pods are most of what is read.
 */
final class PodReader extends ValueDeserializer<Pod> {
    @Override
    public Pod deserialize(JsonParser json, DeserializationContext context) {
        Pod pod = new Pod();
        JsonFields.each(json, field -> {
            switch (field) {
                case "metadata" -> pod.setMetadata(metadata(json));
                case "spec" -> pod.setSpec(spec(json));
                case "status" -> pod.setStatus(status(json));
                default -> json.skipChildren();
            }
        });
        return pod;
    }

    private static ObjectMeta metadata(JsonParser json) {
        ObjectMeta meta = new ObjectMeta();
        JsonFields.each(json, field -> {
            switch (field) {
                case "namespace" -> meta.setNamespace(json.getString());
                case "name" -> meta.setName(json.getString());
                case "uid" -> meta.setUid(json.getString());
                case "resourceVersion" -> meta.setResourceVersion(json.getString());
                case "labels" -> meta.setLabels(JsonFields.texts(json));
                case "deletionTimestamp" -> meta.setDeletionTimestamp(json.getString());
                default -> json.skipChildren();
            }
        });
        return meta;
    }

    private static PodSpec spec(JsonParser json) {
        PodSpec spec = new PodSpec();
        JsonFields.each(json, field -> {
            switch (field) {
                case "nodeName" -> spec.setNodeName(json.getString());
                case "hostname" -> spec.setHostname(json.getString());
                case "subdomain" -> spec.setSubdomain(json.getString());
                case "containers" -> spec.setContainers(JsonFields.list(json, () -> container(json)));
                case "initContainers" -> spec.setInitContainers(JsonFields.list(json, () -> container(json)));
                default -> json.skipChildren();
            }
        });
        return spec;
    }

    private static Container container(JsonParser json) {
        Container container = new Container();
        JsonFields.each(json, field -> {
            switch (field) {
                case "ports" -> container.setPorts(JsonFields.list(json, () -> port(json)));
                case "restartPolicy" -> container.setRestartPolicy(json.getString());
                default -> json.skipChildren();
            }
        });
        return container;
    }

    private static ContainerPort port(JsonParser json) {
        ContainerPort port = new ContainerPort();
        JsonFields.each(json, field -> {
            switch (field) {
                case "name" -> port.setName(json.getString());
                case "protocol" -> port.setProtocol(json.getString());
                case "containerPort" -> port.setContainerPort(json.getIntValue());
                default -> json.skipChildren();
            }
        });
        return port;
    }

    private static PodStatus status(JsonParser json) {
        PodStatus status = new PodStatus();
        JsonFields.each(json, field -> {
            switch (field) {
                case "phase" -> status.setPhase(json.getString());
                case "podIP" -> status.setPodIP(json.getString());
                case "podIPs" -> status.setPodIPs(JsonFields.list(json, () -> podIp(json)));
                case "conditions" -> status.setConditions(JsonFields.list(json, () -> condition(json)));
                default -> json.skipChildren();
            }
        });
        return status;
    }

    private static PodIP podIp(JsonParser json) {
        PodIP address = new PodIP();
        JsonFields.each(json, field -> {
            if (field.equals("ip")) {
                address.setIp(json.getString());
            } else {
                json.skipChildren();
            }
        });
        return address;
    }

    private static PodCondition condition(JsonParser json) {
        PodCondition condition = new PodCondition();
        JsonFields.each(json, field -> {
            switch (field) {
                case "type" -> condition.setType(json.getString());
                case "status" -> condition.setStatus(json.getString());
                case "lastTransitionTime" -> condition.setLastTransitionTime(json.getString());
                default -> json.skipChildren();
            }
        });
        return condition;
    }
}
