package io.endpointslice.cli.manifest;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import io.endpointslice.cli.cluster.ApiJson;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API types without the fields that no rule uses. A Pod's type has some hundred types below it; to prepare and read
 * them all takes longer than everything else that {@code plan} does.
 */
final class SlimTypes {
    static final JsonMapper MAPPER = ApiJson.MAPPER
            .rebuild()
            .addMixIn(ObjectMeta.class, OfMeta.class)
            .addMixIn(PodSpec.class, OfPodSpec.class)
            .addMixIn(Container.class, OfContainer.class)
            .addMixIn(PodStatus.class, OfPodStatus.class)
            .addMixIn(Node.class, OfNode.class)
            .addMixIn(NodeStatus.class, OfNodeStatus.class)
            .build();

    private SlimTypes() {}

    @JsonIncludeProperties({
        "name",
        "namespace",
        "uid",
        "labels",
        "annotations",
        "generateName",
        "resourceVersion",
        "generation",
        "creationTimestamp",
        "deletionTimestamp",
        "ownerReferences",
        "finalizers"
    })
    private interface OfMeta {}

    @JsonIncludeProperties({"containers", "initContainers", "hostname", "subdomain", "nodeName"})
    private interface OfPodSpec {}

    @JsonIncludeProperties({"name", "ports", "restartPolicy"})
    private interface OfContainer {}

    @JsonIncludeProperties({"phase", "conditions", "podIP", "podIPs"})
    private interface OfPodStatus {}

    @JsonIncludeProperties({"metadata", "status"})
    private interface OfNode {}

    @JsonIncludeProperties({"allocatable", "conditions"})
    private interface OfNodeStatus {}
}
