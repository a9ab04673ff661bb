package io.endpointslice.kube;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.Metadata;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes one API object as JSON, field by field and straight from the model. What is unset or empty is left out, as the API
 * does. Making the client's objects of it first costs three times as much, and more than that in a process that is young.
 */
final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int INITIAL_BYTES = 8_192;

    private final JsonGenerator json;

    private JsonText(JsonGenerator json) {
        this.json = json;
    }

    /** The JSON of an object of that type, whose metadata comes first and its content after that, as API servers write it. */
    static JsonBody of(String apiVersion, String kind, Metadata meta, Consumer<JsonText> content) {
        // straight to bytes: half as dear as by way of characters, and the length comes with it
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        int contentStart;
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            JsonText object = new JsonText(generator);
            generator.writeStartObject();
            object.text("apiVersion", apiVersion);
            object.text("kind", kind);
            object.object("metadata", meta, MetadataCodec::write);
            contentStart = bytes.size() + generator.streamWriteOutputBuffered();
            content.accept(object);
            generator.writeEndObject();
        }
        return JsonBody.ofUtf8(bytes.toByteArray(), contentStart);
    }

    /** A text, left out if it is empty. */
    void text(String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    /** A text that may be the empty one. */
    void text(String name, Optional<String> value) {
        if (value.isPresent()) {
            json.writeStringProperty(name, value.get());
        }
    }

    void number(String name, int value) {
        json.writeNumberProperty(name, value);
    }

    void flag(String name, boolean value) {
        json.writeBooleanProperty(name, value);
    }

    /** A map of texts, left out if it is empty. */
    void texts(String name, ImmutableMap<String, String> values) {
        if (!values.isEmpty()) {
            json.writeObjectPropertyStart(name);
            values.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
    }

    /** A list of texts, left out if it is empty. */
    void texts(String name, List<String> values) {
        if (!values.isEmpty()) {
            json.writeArrayPropertyStart(name);
            values.forEach(json::writeString);
            json.writeEndArray();
        }
    }

    /** An object, there even if it has no fields. */
    <T> void object(String name, T value, BiConsumer<T, JsonText> fields) {
        json.writeObjectPropertyStart(name);
        fields.accept(value, this);
        json.writeEndObject();
    }

    /** A list of objects, left out if it is empty. */
    <T> void objects(String name, List<T> values, BiConsumer<T, JsonText> fields) {
        if (values.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart(name);
        for (T value : values) {
            json.writeStartObject();
            fields.accept(value, this);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
