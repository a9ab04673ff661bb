package io.endpointslice.cli.manifest;

import com.google.common.hash.Hashing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;

/** From an object's JSON to its API type, with everything that an API server would have filled in. */
final class TypedObject {
    private static final String DEFAULT_NAMESPACE = "default";
    private static final String CLUSTER_SCOPED = "Node";
    private static final int MAX_SHOWN = 40;

    private TypedObject() {}

    /**
     * The object as that type, with a name, a namespace where it needs one, and a uid.
     *
     * @throws InputException if a field has the wrong type, or the name is missing
     */
    static <T extends HasMetadata> T of(ManifestObject object, Class<T> type) {
        T typed = convert(object, type);
        ObjectMeta meta = typed.getMetadata();
        if (meta == null || isUnset(meta.getName())) {
            throw object.place().mistake(object.kind() + " without metadata.name");
        }
        if (isUnset(meta.getNamespace()) && !object.kind().equals(CLUSTER_SCOPED)) {
            meta.setNamespace(DEFAULT_NAMESPACE);
        }
        if (isUnset(meta.getUid())) {
            meta.setUid(stableUid(object.kind(), meta));
        }
        return typed;
    }

    private static <T> T convert(ManifestObject object, Class<T> type) {
        try {
            return SlimTypes.MAPPER.treeToValue(Nulls.resolve(object.place(), object.raw()), type);
        } catch (MismatchedInputException failure) {
            throw object.place().mistake(describe(object, failure));
        } catch (JacksonException failure) {
            throw object.place().mistake(object.kind() + ": " + path(failure.getPath()) + " is not valid");
        }
    }

    private static String describe(ManifestObject object, MismatchedInputException failure) {
        JsonNode found = object.raw();
        for (JacksonException.Reference step : failure.getPath()) {
            found = step.getPropertyName() == null ? found.path(step.getIndex()) : found.path(step.getPropertyName());
        }
        return object.kind() + ": " + path(failure.getPath()) + " must be " + expected(failure) + ", not "
                + shorten(found.toString());
    }

    private static String expected(MismatchedInputException failure) {
        Class<?> type = failure.getTargetType();
        if (type == null) {
            return "of another type";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a whole number";
        }
        return List.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    private static String path(List<JacksonException.Reference> steps) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : steps) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? "the object" : path.toString();
    }

    private static String shorten(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }

    private static boolean isUnset(String text) {
        return text == null || text.isEmpty();
    }

    private static String stableUid(String kind, ObjectMeta meta) {
        String identity = kind + "/" + meta.getNamespace() + "/" + meta.getName();
        byte[] hash =
                Hashing.sha256().hashString(identity, StandardCharsets.UTF_8).asBytes();
        return UUID.nameUUIDFromBytes(hash).toString();
    }
}
