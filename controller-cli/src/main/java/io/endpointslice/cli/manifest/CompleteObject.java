package io.endpointslice.cli.manifest;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object of a manifest together with what an API server would have filled in.
 *
 * @param meta name, namespace and uid are set
 */
record CompleteObject(ManifestObject object, String apiVersion, ObjectMeta meta) {
    /** A copy of all of the object, unknown fields included, with what was filled in. */
    ObjectNode json() {
        ObjectNode json = Nulls.resolve(object.place(), object.raw()).deepCopy();
        json.put("apiVersion", apiVersion);
        json.put("kind", object.kind());
        ObjectNode metadata = json.withObject("/metadata");
        metadata.put("uid", meta.getUid());
        if (meta.getNamespace() != null) {
            metadata.put("namespace", meta.getNamespace());
        }
        return json;
    }
}
