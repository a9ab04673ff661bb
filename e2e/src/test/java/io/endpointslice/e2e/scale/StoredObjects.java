package io.endpointslice.e2e.scale;

import com.google.common.collect.ImmutableMap;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The slices and Endpoints that the controller writes: stored and answered as an API server does it. For one thread. */
final class StoredObjects {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** What a real API server adds to what it stores. */
    private static final JsonNode MANAGED_FIELDS = JSON.readTree(ClusterObjects.resource("managed-fields.json"));

    private static final String SLICES = "endpointslices";
    private static final String METADATA = "metadata";
    private static final String VERSION = "resourceVersion";
    private static final String NAME = "name";

    private final ImmutableMap<String, Resource> resources;
    private final Publication publication;
    private final LongSupplier nextVersion;
    /** By plural and key. */
    private final Map<String, ObjectNode> metadata = new HashMap<>();

    private long names;

    /**
     * Without objects.
     *
     * @param resources by their plural names
     * @param publication is told what is written
     */
    StoredObjects(ImmutableMap<String, Resource> resources, Publication publication, LongSupplier nextVersion) {
        this.resources = resources;
        this.publication = publication;
        this.nextVersion = nextVersion;
    }

    /** Carries out a request to change an object. */
    Answer change(String method, Target target, String body) {
        ObjectNode sent = (ObjectNode) JSON.readTree(body);
        return switch (method) {
            case "POST" -> create(target, sent);
            case "PUT" -> update(target, sent);
            case "DELETE" -> delete(target, sent);
            default -> Answer.refusal(HttpURLConnection.HTTP_BAD_METHOD, "MethodNotAllowed");
        };
    }

    private Answer create(Target collection, ObjectNode object) {
        ObjectNode meta = (ObjectNode) object.get(METADATA);
        String name = meta.path(NAME).asString("");
        if (name.isEmpty()) {
            // unlike a real API server, in order: a list of the controller's slices is no longer for that
            name = meta.path("generateName").asString() + "s%06d".formatted(++names);
            meta.put(NAME, name);
        }
        Target target = new Target(collection.namespace(), collection.plural(), name);
        if (resource(target.plural()).has(target.key())) {
            return Answer.refusal(HttpURLConnection.HTTP_CONFLICT, "AlreadyExists");
        }
        meta.put("uid", UUID.randomUUID().toString());
        meta.put(
                "creationTimestamp",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return store(target, object, HttpURLConnection.HTTP_CREATED);
    }

    private Answer update(Target target, ObjectNode object) {
        ObjectNode before = metadata.get(target.plural() + "/" + target.key());
        if (before == null) {
            return Answer.refusal(HttpURLConnection.HTTP_NOT_FOUND, "NotFound");
        }
        ObjectNode meta = (ObjectNode) object.get(METADATA);
        if (!meta.path(VERSION).equals(before.get(VERSION))) {
            return Answer.refusal(HttpURLConnection.HTTP_CONFLICT, "Conflict");
        }
        meta.set("uid", before.get("uid"));
        meta.set("creationTimestamp", before.get("creationTimestamp"));
        return store(target, object, HttpURLConnection.HTTP_OK);
    }

    private Answer store(Target target, ObjectNode object, int code) {
        long version = nextVersion.getAsLong();
        ObjectNode meta = (ObjectNode) object.get(METADATA);
        meta.put(VERSION, Long.toString(version));
        meta.put("generation", 1);
        meta.set("managedFields", MANAGED_FIELDS);
        metadata.put(target.plural() + "/" + target.key(), meta);
        if (target.plural().equals(SLICES)) {
            publication.slice(target.key(), object);
        } else {
            publication.endpoints();
        }
        resource(target.plural()).changed(target.key(), version, JSON.writeValueAsString(kindFirst(object)));
        return new Answer(
                code,
                "{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":"
                        + JSON.writeValueAsString(meta) + "}");
    }

    /** The fields in a real API server's order, by which the controller knows its own writes again. */
    private static ObjectNode kindFirst(ObjectNode object) {
        ObjectNode ordered = JSON.createObjectNode();
        ordered.set("kind", object.get("kind"));
        return ordered.setAll(object);
    }

    private Answer delete(Target target, ObjectNode options) {
        ObjectNode before = metadata.get(target.plural() + "/" + target.key());
        if (before == null) {
            return Answer.refusal(HttpURLConnection.HTTP_NOT_FOUND, "NotFound");
        }
        JsonNode wanted = options.path("preconditions");
        if (!wanted.path("uid").equals(before.get("uid"))
                || !wanted.path(VERSION).equals(before.get(VERSION))) {
            return Answer.refusal(HttpURLConnection.HTTP_CONFLICT, "Conflict");
        }
        metadata.remove(target.plural() + "/" + target.key());
        Resource resource = resource(target.plural());
        long version = nextVersion.getAsLong();
        ObjectNode object = (ObjectNode) JSON.readTree(resource.get(target.key()));
        ((ObjectNode) object.get(METADATA)).put(VERSION, Long.toString(version));
        if (target.plural().equals(SLICES)) {
            publication.sliceGone(target.key());
        } else {
            publication.endpoints();
        }
        resource.deleted(target.key(), version, JSON.writeValueAsString(object));
        return new Answer(
                HttpURLConnection.HTTP_OK,
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Success\"}");
    }

    private Resource resource(String plural) {
        return Objects.requireNonNull(resources.get(plural), plural);
    }
}
