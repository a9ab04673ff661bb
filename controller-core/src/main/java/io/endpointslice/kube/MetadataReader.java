package io.endpointslice.kube;

import io.endpointslice.model.Metadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import tools.jackson.core.JsonParser;

/**
 * Reads the metadata of a slice or Endpoints object from its JSON, token by token: the answer of each write, and the event that
 * follows it. The client's own objects take several times as long, most of it for managedFields, which are skipped here.
 */
final class MetadataReader {
    private MetadataReader() {}

    /**
     * The metadata that the parser is at the beginning of; after it, it is at its end.
     *
     * @throws IllegalArgumentException if a part of it is of another kind than the API's
     */
    static Metadata read(JsonParser json) {
        ObjectMeta meta = new ObjectMeta();
        JsonFields.each(json, field -> {
            switch (field) {
                case "namespace" -> meta.setNamespace(json.getString());
                case "name" -> meta.setName(json.getString());
                case "generateName" -> meta.setGenerateName(json.getString());
                case "uid" -> meta.setUid(json.getString());
                case "resourceVersion" -> meta.setResourceVersion(json.getString());
                case "generation" -> meta.setGeneration(json.getLongValue());
                case "labels" -> meta.setLabels(JsonFields.texts(json));
                case "annotations" -> meta.setAnnotations(JsonFields.texts(json));
                case "ownerReferences" -> meta.setOwnerReferences(JsonFields.list(json, () -> owner(json)));
                case "finalizers" -> meta.setFinalizers(JsonFields.list(json, json::getString));
                case "deletionTimestamp" -> meta.setDeletionTimestamp(json.getString());
                default -> json.skipChildren();
            }
        });
        return MetadataCodec.fromApi(meta);
    }

    private static OwnerReference owner(JsonParser json) {
        OwnerReference owner = new OwnerReference();
        JsonFields.each(json, field -> {
            switch (field) {
                case "apiVersion" -> owner.setApiVersion(json.getString());
                case "kind" -> owner.setKind(json.getString());
                case "name" -> owner.setName(json.getString());
                case "uid" -> owner.setUid(json.getString());
                case "controller" -> owner.setController(json.getBooleanValue());
                case "blockOwnerDeletion" -> owner.setBlockOwnerDeletion(json.getBooleanValue());
                default -> json.skipChildren();
            }
        });
        return owner;
    }
}
