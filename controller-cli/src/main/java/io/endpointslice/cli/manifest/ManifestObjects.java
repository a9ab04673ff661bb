package io.endpointslice.cli.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** From documents to single objects: takes lists apart, and insists on a kind. */
final class ManifestObjects {
    private static final String LIST = "List";
    private static final String ITEMS = "items";

    private final String source;
    private final Consumer<ManifestObject> objects;

    /** What an entry of a typed list, which needs no kind of its own, gets from the list. */
    private record Defaults(String apiVersion, String kind) {}

    private ManifestObjects(String source, Consumer<ManifestObject> objects) {
        this.source = source;
        this.objects = objects;
    }

    /**
     * Hands on each object of a source, JSON or YAML.
     *
     * @param source its name in messages
     * @throws InputException if the text can't be read or holds something that is no object of Kubernetes
     */
    static void read(String source, String text, Consumer<ManifestObject> objects) {
        ManifestObjects reader = new ManifestObjects(source, objects);
        if (text.stripLeading().startsWith("{")) {
            jsonOrFlowYaml(source, text).forEach(reader::document);
        } else {
            YamlSource.read(source, text, reader::document);
        }
    }

    /** YAML may begin like JSON; what only a YAML parser can read is YAML, unless the name says JSON. */
    private static List<ParsedValue> jsonOrFlowYaml(String source, String text) {
        List<ParsedValue> values = new ArrayList<>();
        try {
            JsonSource.read(source, text, values::add);
            return values;
        } catch (InputException notJson) {
            if (source.endsWith(".json")) {
                throw notJson;
            }
            return flowYaml(source, text).orElseThrow(() -> notJson);
        }
    }

    private static Optional<List<ParsedValue>> flowYaml(String source, String text) {
        List<ParsedValue> documents = new ArrayList<>();
        try {
            YamlSource.read(source, text, documents::add);
            return Optional.of(documents);
        } catch (InputException notYaml) {
            return Optional.empty();
        }
    }

    private void document(ParsedValue document) {
        object(
                new Place(source, document.line()),
                document.value(),
                new Defaults("", ""),
                item -> new Place(source, document.lineOfItem(item)));
    }

    private void object(Place place, JsonNode value, Defaults defaults, IntFunction<Place> placeOfItem) {
        if (!(value instanceof ObjectNode raw)) {
            throw place.mistake("this is no Kubernetes object, which would begin with apiVersion and kind");
        }
        String apiVersion = text(place, raw, "apiVersion", defaults.apiVersion);
        String kind = text(place, raw, "kind", defaults.kind);
        if (kind.isEmpty()) {
            throw place.mistake("the object has no kind");
        }
        if (kind.equals(LIST)) {
            items(place, raw, new Defaults("", ""), placeOfItem);
        } else if (kind.endsWith(LIST) && raw.has(ITEMS)) {
            String itemKind = kind.substring(0, kind.length() - LIST.length());
            items(place, raw, new Defaults(apiVersion, itemKind), placeOfItem);
        } else {
            objects.accept(new ManifestObject(place, apiVersion, kind, raw));
        }
    }

    private void items(Place place, ObjectNode list, Defaults defaults, IntFunction<Place> placeOfItem) {
        JsonNode items = list.path(ITEMS);
        if (items.isNull() || items.isMissingNode()) {
            return;
        }
        if (!(items instanceof ArrayNode array)) {
            throw place.mistake(ITEMS + " must be a list");
        }
        for (int i = 0; i < array.size(); i++) {
            Place item = placeOfItem.apply(i);
            object(item, array.get(i), defaults, nested -> item);
        }
    }

    private static String text(Place place, ObjectNode object, String field, String ifUnset) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return ifUnset;
        }
        if (!value.isString()) {
            throw place.mistake(field + " must be a text");
        }
        return value.asString();
    }
}
