package io.endpointslice.kube;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.OwnerReference;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the metadata of a slice or Endpoints object from its JSON, token by token: the answer of each write, and the event that
 * follows it. The client's own objects take several times as long, most of it for managedFields, which are skipped here.
 */
final class MetadataReader {
    private String namespace = "";
    private String name = "";
    private String generateName = "";
    private String uid = "";
    private String resourceVersion = "";
    private long generation;
    private ImmutableMap<String, String> labels = ImmutableMap.of();
    private ImmutableMap<String, String> annotations = ImmutableMap.of();
    private ImmutableList<OwnerReference> owners = ImmutableList.of();
    private ImmutableList<String> finalizers = ImmutableList.of();
    private boolean deleting;

    private MetadataReader() {}

    /**
     * The metadata that the parser is at the beginning of; after it, it is at its end.
     *
     * @throws IllegalArgumentException if a part of it is of another kind than the API's
     */
    static Metadata read(JsonParser json) {
        MetadataReader reader = new MetadataReader();
        require(json, JsonToken.START_OBJECT);
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            json.nextToken();
            reader.take(field, json);
        }
        return new Metadata(
                reader.namespace,
                reader.name,
                reader.generateName,
                reader.uid,
                reader.resourceVersion,
                reader.generation,
                reader.labels,
                reader.annotations,
                reader.owners,
                reader.finalizers,
                reader.deleting);
    }

    private void take(String field, JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        switch (field) {
            case "namespace" -> namespace = text(json);
            case "name" -> name = text(json);
            case "generateName" -> generateName = text(json);
            case "uid" -> uid = text(json);
            case "resourceVersion" -> resourceVersion = text(json);
            case "generation" -> generation = json.getLongValue();
            case "labels" -> labels = texts(json);
            case "annotations" -> annotations = texts(json);
            case "ownerReferences" -> owners = owners(json);
            case "finalizers" -> finalizers = list(json);
            case "deletionTimestamp" -> deleting = true;
            default -> json.skipChildren();
        }
    }

    private static ImmutableMap<String, String> texts(JsonParser json) {
        require(json, JsonToken.START_OBJECT);
        ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
        for (String key = json.nextName(); key != null; key = json.nextName()) {
            json.nextToken();
            texts.put(key, text(json));
        }
        return texts.buildKeepingLast();
    }

    private static ImmutableList<String> list(JsonParser json) {
        require(json, JsonToken.START_ARRAY);
        ImmutableList.Builder<String> texts = ImmutableList.builder();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(json));
        }
        return texts.build();
    }

    private static ImmutableList<OwnerReference> owners(JsonParser json) {
        require(json, JsonToken.START_ARRAY);
        ImmutableList.Builder<OwnerReference> owners = ImmutableList.builder();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            owners.add(owner(json));
        }
        return owners.build();
    }

    private static OwnerReference owner(JsonParser json) {
        String apiVersion = "";
        String kind = "";
        String name = "";
        String uid = "";
        boolean controller = false;
        boolean blocksDeletion = false;
        require(json, JsonToken.START_OBJECT);
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "apiVersion" -> apiVersion = text(json);
                case "kind" -> kind = text(json);
                case "name" -> name = text(json);
                case "uid" -> uid = text(json);
                case "controller" -> controller = value == JsonToken.VALUE_TRUE;
                case "blockOwnerDeletion" -> blocksDeletion = value == JsonToken.VALUE_TRUE;
                default -> json.skipChildren();
            }
        }
        return new OwnerReference(apiVersion, kind, name, uid, controller, blocksDeletion);
    }

    private static String text(JsonParser json) {
        require(json, JsonToken.VALUE_STRING);
        return json.getString();
    }

    private static void require(JsonParser json, JsonToken token) {
        if (json.currentToken() != token) {
            throw new IllegalArgumentException("metadata has " + json.currentToken() + " where it should have " + token
                    + ": " + json.currentName());
        }
    }
}
