package io.endpointslice.cli.manifest;

import com.google.common.collect.ImmutableSet;
import java.util.Map;
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
        if (!hasNull(place, object, "")) {
            return object;
        }
        ObjectNode copy = object.deepCopy();
        clean(copy, false);
        return copy;
    }

    private static boolean hasNull(Place place, JsonNode node, String path) {
        boolean found = false;
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                JsonNode value = field.getValue();
                found |= value.isNull() || (value.isContainer() && hasNull(place, value, path + "." + field.getKey()));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode value = array.get(i);
                if (value.isNull()) {
                    throw place.mistake(path.substring(1) + "[" + i + "] is null");
                }
                found |= value.isContainer() && hasNull(place, value, path + "[" + i + "]");
            }
        }
        return found;
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
