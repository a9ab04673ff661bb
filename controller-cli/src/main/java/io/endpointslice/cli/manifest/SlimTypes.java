package io.endpointslice.cli.manifest;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import io.endpointslice.cli.cluster.ApiJson;
import io.endpointslice.kube.LeanJson;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API types without the fields that no rule uses. More of them are read than {@link LeanJson} does, so that mistakes in
 * them are found. A Pod's type has some hundred types below it; to prepare and read
 * them all takes longer than everything else that {@code plan} does.
 */
final class SlimTypes {
    static final JsonMapper MAPPER = LeanJson.withoutUnusedFields(ApiJson.MAPPER.rebuild())
            .addMixIn(ObjectMeta.class, OfMeta.class)
            .addMixIn(Container.class, OfContainer.class)
            .addMixIn(Node.class, OfNode.class)
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

    @JsonIncludeProperties({"name", "ports", "restartPolicy"})
    private interface OfContainer {}

    @JsonIncludeProperties({"metadata", "status"})
    private interface OfNode {}
}
