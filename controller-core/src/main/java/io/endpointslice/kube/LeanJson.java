package io.endpointslice.kube;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.model.jackson.Jackson2JdkTypesModule;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.json.JsonMapper;

/**
 * The client's JSON for a process that only needs facts. Of Pods and Nodes it makes the client's own objects, but what
 * {@link FactsReader} does not look at is skipped while parsing: managedFields, environment, volumes, images, statuses of containers.
 * Events of watches become objects at once, not by way of a tree of their JSON.
 *
 * <p>Pods and Nodes that were read so must not be written: they lack most of their fields. All other types are whole, but for
 * the managedFields of what is watched, which an API server keeps when a write leaves them out.
 */
public final class LeanJson {
    private LeanJson() {}

    /** A new one, for one client, that sends JSON. */
    public static KubernetesSerialization create() {
        return create(WireFormat.JSON);
    }

    /** A new one, for one client, that sends what is written in that format. */
    static WireSerialization create(WireFormat format) {
        return new WireSerialization(
                // the client's own defaults
                withoutUnusedFields(JsonMapper.builderWithJackson2Defaults())
                        .addModule(new Jackson2JdkTypesModule())
                        .addMixIn(WatchEvent.class, EventFields.class)
                        .addMixIn(Pod.class, PodFields.class)
                        .addMixIn(Node.class, NodeFields.class)
                        .addMixIn(NodeCondition.class, ConditionFields.class)
                        .addMixIn(Service.class, ObjectFields.class)
                        .addMixIn(EndpointSlice.class, ObjectFields.class)
                        .addMixIn(Endpoints.class, ObjectFields.class)
                        .build(),
                format);
    }

    /** That mapper, made to skip what no rule looks at in the spec and status of a Pod and in the status of a Node. */
    public static JsonMapper.Builder withoutUnusedFields(JsonMapper.Builder mapper) {
        return mapper.addMixIn(PodSpec.class, PodSpecFields.class)
                .addMixIn(PodStatus.class, PodStatusFields.class)
                .addMixIn(NodeStatus.class, NodeStatusFields.class);
    }

    @JsonDeserialize(using = WatchEventReader.class)
    interface EventFields {}

    @JsonDeserialize(using = PodReader.class)
    interface PodFields {}

    @JsonIncludeProperties({"nodeName", "hostname", "subdomain", "containers", "initContainers"})
    interface PodSpecFields {}

    @JsonIncludeProperties({"phase", "podIP", "podIPs", "conditions"})
    interface PodStatusFields {}

    @JsonIncludeProperties({"type", "status", "lastTransitionTime"})
    interface ConditionFields {}

    @JsonIncludeProperties({"apiVersion", "kind", "metadata", "status"})
    interface NodeFields {
        @JsonIncludeProperties({"name", "resourceVersion", "labels"})
        ObjectMeta getMetadata();
    }

    @JsonIncludeProperties({"allocatable", "conditions"})
    interface NodeStatusFields {}

    interface ObjectFields {
        @JsonIgnoreProperties("managedFields")
        ObjectMeta getMetadata();
    }
}
