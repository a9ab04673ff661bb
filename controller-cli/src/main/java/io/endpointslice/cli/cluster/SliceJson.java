package io.endpointslice.cli.cluster;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import io.endpointslice.kube.SliceCodec;
import io.endpointslice.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Slices as JSON: as they would be sent, and as they would stand afterwards. */
final class SliceJson {
    private static final String METADATA = "metadata";
    private static final ImmutableList<String> WRITTEN_METADATA =
            ImmutableList.of("labels", "annotations", "ownerReferences", "finalizers");

    private SliceJson() {}

    /** What would be sent to create the slice under that name. */
    static ObjectNode toCreate(Slice slice, String name) {
        ObjectNode sent = json(slice);
        metadata(sent).put("name", name);
        return sent;
    }

    /** What would be sent to update the slice: fields of which the rules know nothing stay as they are. */
    static ObjectNode toUpdate(ObjectNode before, Slice slice) {
        ObjectNode wanted = json(slice);
        ObjectNode sent = before.deepCopy();
        ObjectNode meta = metadata(sent);
        WRITTEN_METADATA.forEach(
                field -> replace(meta, field, wanted.path(METADATA).path(field)));
        ImmutableList.of("addressType", "endpoints", "ports")
                .forEach(field -> replace(sent, field, wanted.path(field)));
        meta.put("name", slice.name());
        meta.put("namespace", slice.meta().namespace());
        meta.put("uid", slice.meta().uid());
        meta.remove("managedFields");
        return sent;
    }

    /** What stands after the create. */
    static ObjectNode created(ObjectNode sent) {
        ObjectNode created = sent.deepCopy();
        ObjectNode meta = metadata(created);
        String identity = "EndpointSlice/" + meta.path("namespace").asString() + "/"
                + meta.path("name").asString();
        byte[] hash =
                Hashing.sha256().hashString(identity, StandardCharsets.UTF_8).asBytes();
        meta.put("uid", UUID.nameUUIDFromBytes(hash).toString());
        meta.put("resourceVersion", "1");
        meta.put("generation", 1);
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

    private static ObjectNode json(Slice slice) {
        ObjectNode json = ApiJson.MAPPER.valueToTree(SliceCodec.toApi(slice));
        json.withArray("endpoints");
        json.withArray("ports");
        return json;
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
