package io.endpointslice.cli.cluster;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hashing;
import io.endpointslice.kube.EndpointsCodec;
import io.endpointslice.kube.SliceCodec;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Slices and Endpoints as JSON: as they would be sent, and as they would stand afterwards. */
final class ObjectJson {
    private static final String METADATA = "metadata";
    private static final ImmutableList<String> WRITTEN_METADATA =
            ImmutableList.of("labels", "annotations", "ownerReferences", "finalizers");
    /** All fields of both kinds that a write replaces. */
    private static final ImmutableSet<String> WRITTEN = ImmutableSet.of("addressType", "endpoints", "ports", "subsets");

    private ObjectJson() {}

    /** The whole slice. */
    static ObjectNode of(Slice slice) {
        ObjectNode json = (ObjectNode) ApiJson.MAPPER.readTree(SliceCodec.toJson(slice));
        json.withArray("endpoints");
        json.withArray("ports");
        return json;
    }

    /** The whole Endpoints object. */
    static ObjectNode of(LegacyEndpoints endpoints) {
        return (ObjectNode) ApiJson.MAPPER.readTree(EndpointsCodec.toJson(endpoints));
    }

    /**
     * What would be sent to create the object under that name.
     *
     * @param wanted changed by this
     */
    static ObjectNode toCreate(ObjectNode wanted, String name) {
        metadata(wanted).put("name", name);
        return wanted;
    }

    /** What would be sent to update the object: fields of which the rules know nothing stay as they are. */
    static ObjectNode toUpdate(ObjectNode before, ObjectNode wanted, Metadata written) {
        ObjectNode sent = before.deepCopy();
        ObjectNode meta = metadata(sent);
        WRITTEN_METADATA.forEach(
                field -> replace(meta, field, wanted.path(METADATA).path(field)));
        WRITTEN.forEach(field -> replace(sent, field, wanted.path(field)));
        meta.put("name", written.name());
        meta.put("namespace", written.namespace());
        meta.put("uid", written.uid());
        meta.remove("managedFields");
        return sent;
    }

    /** What stands after the create. */
    static ObjectNode created(ObjectNode sent) {
        ObjectNode created = sent.deepCopy();
        ObjectNode meta = metadata(created);
        String identity = created.path("kind").asString() + "/"
                + meta.path("namespace").asString() + "/" + meta.path("name").asString();
        byte[] hash =
                Hashing.sha256().hashString(identity, StandardCharsets.UTF_8).asBytes();
        meta.put("uid", UUID.nameUUIDFromBytes(hash).toString());
        meta.put("resourceVersion", "1");
        if (!created.path("kind").asString().equals("Endpoints")) {
            // an API server counts no generations of Endpoints
            meta.put("generation", 1);
        }
        return created;
    }

    /** What stands after the update. */
    static ObjectNode updated(ObjectNode sent) {
        ObjectNode updated = sent.deepCopy();
        ObjectNode meta = metadata(updated);
        if (meta.path("generation").isIntegralNumber()) {
            meta.put("generation", meta.path("generation").asLong() + 1);
        }
        String version = meta.path("resourceVersion").asString("");
        if (version.matches("[0-9]{1,18}")) {
            meta.put("resourceVersion", Long.toString(Long.parseLong(version) + 1));
        }
        return updated;
    }

    private static ObjectNode metadata(ObjectNode object) {
        return object.withObject("/" + METADATA);
    }

    private static void replace(ObjectNode object, String field, JsonNode value) {
        if (value.isMissingNode()) {
            object.remove(field);
        } else {
            object.set(field, value);
        }
    }
}
