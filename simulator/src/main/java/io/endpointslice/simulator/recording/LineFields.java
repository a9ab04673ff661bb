package io.endpointslice.simulator.recording;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.config.ConfigException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The fields of one JSON object on a line of a file. Every mistake is one line: file, line, what is wrong, and what belongs there. */
final class LineFields {
    private final String place;
    private final String what;
    private final JsonNode node;
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * The fields of that object.
     *
     * @param place file and line
     * @param what is described there, with its article
     */
    LineFields(String place, String what, JsonNode node) {
        this.place = place;
        this.what = what;
        this.node = node;
        if (!node.isObject()) {
            throw mistake("this is no JSON object, which " + what + " would be");
        }
    }

    private Optional<JsonNode> value(String name) {
        known.add(name);
        return node.optional(name);
    }

    private JsonNode required(String name) {
        return value(name).orElseThrow(() -> mistake(what + " has no '" + name + "'"));
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    /** A text; empty if it is not there. */
    String text(String name) {
        return value(name).map(value -> text(name, value)).orElse("");
    }

    /** A text that has to be there, and not empty. */
    String requiredText(String name) {
        String text = text(name, required(name));
        if (text.isEmpty()) {
            throw mistake(name + " is empty");
        }
        return text;
    }

    private String text(String name, JsonNode value) {
        if (!value.isString()) {
            throw mistake(name + " must be a text, not " + value);
        }
        return value.stringValue();
    }

    /** Whether it is there, and true. */
    boolean flag(String name) {
        return value(name)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw mistake(name + " must be true or false, not " + value);
                    }
                    return value.booleanValue();
                })
                .orElse(false);
    }

    /** A whole number that has to be there. */
    long number(String name, long least, long most) {
        JsonNode value = required(name);
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            long number = value.longValue();
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw mistake(name + ": " + value + " is not a whole number between " + least + " and " + most);
    }

    /** A text or a whole number that has to be there. */
    <T> T textOrNumber(String name, Function<String, T> ofText, long least, long most, Function<Long, T> ofNumber) {
        return required(name).isString() ? ofText.apply(requiredText(name)) : ofNumber.apply(number(name, least, most));
    }

    /** Texts; none if there is no such list. */
    ImmutableList<String> texts(String name) {
        return list(name, entry -> text("an entry of " + name, entry));
    }

    /** Objects; none if there is no such list. */
    <T> ImmutableList<T> objects(String name, String entryIs, Function<LineFields, T> reader) {
        return list(name, entry -> whole(new LineFields(place, entryIs, entry), reader));
    }

    private <T> ImmutableList<T> list(String name, Function<JsonNode, T> reader) {
        ImmutableList.Builder<T> values = ImmutableList.builder();
        value(name).ifPresent(value -> {
            if (!value.isArray()) {
                throw mistake(name + " must be a list");
            }
            value.forEach(entry -> values.add(reader.apply(entry)));
        });
        return values.build();
    }

    /** Texts by their names; empty if there is no such object. */
    Optional<ImmutableMap<String, String>> map(String name) {
        return value(name).map(value -> {
            if (!value.isObject()) {
                throw mistake(name + " must be an object of texts");
            }
            ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
            value.properties().forEach(field -> texts.put(field.getKey(), text(name, field.getValue())));
            return texts.buildOrThrow();
        });
    }

    /** What the reader makes of the object of that name, which has to be there. */
    <T> T object(String name, String objectIs, Function<LineFields, T> reader) {
        return whole(new LineFields(place, objectIs, required(name)), reader);
    }

    private static <T> T whole(LineFields fields, Function<LineFields, T> reader) {
        T value = reader.apply(fields);
        fields.end();
        return value;
    }

    /** Nothing may be there that nobody has asked for. */
    void end() {
        node.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw mistake("'" + name + "' is no field of " + what + ": those are " + String.join(", ", known));
                });
    }

    ConfigException mistake(String reason) {
        return new ConfigException(place + ": " + reason);
    }
}
