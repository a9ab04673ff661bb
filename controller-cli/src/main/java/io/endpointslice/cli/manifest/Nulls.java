package io.endpointslice.cli.manifest;

import com.google.common.collect.ImmutableSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Nulls as an API server reads them: a field that is null is unset, a label without a value has the empty one. A null in a
 * list is a mistake.
 */
final class Nulls {
    private static final ImmutableSet<String> TEXT_MAPS = ImmutableSet.of("labels", "annotations", "selector");

    private Nulls() {}

    /** The object itself if no null is in it, else a copy without. */
    static ObjectNode resolve(Place place, ObjectNode object) {
        if (!hasNull(object)) {
            return object;
        }
        checkLists(place, object, "");
        ObjectNode copy = object.deepCopy();
        clean(copy, false);
        return copy;
    }

    private static boolean hasNull(JsonNode node) {
        for (JsonNode child : node.values()) {
            if (child.isNull() || (child.isContainer() && hasNull(child))) {
                return true;
            }
        }
        return false;
    }

    private static void checkLists(Place place, JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(field -> checkLists(
                            place, field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey()));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            if (node.get(i).isNull()) {
                throw place.mistake(path + "[" + i + "] is null");
            }
            checkLists(place, node.get(i), path + "[" + i + "]");
        }
    }

    private static void clean(JsonNode node, boolean textMap) {
        if (node instanceof ObjectNode object) {
            if (textMap) {
                object.properties().forEach(field -> {
                    if (field.getValue().isNull()) {
                        field.setValue(StringNode.valueOf(""));
                    }
                });
            } else {
                object.removeIf(JsonNode::isNull);
            }
            object.properties().forEach(field -> clean(field.getValue(), TEXT_MAPS.contains(field.getKey())));
        } else if (node instanceof ArrayNode array) {
            array.forEach(entry -> clean(entry, false));
        }
    }
}
