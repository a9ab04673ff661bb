package io.endpointslice.kube;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads JSON of the API token by token. A value of another kind than the API's is refused with an
 * {@link IllegalArgumentException}.
 */
final class JsonFields {
    private JsonFields() {}

    /** Hands on the name of each field that is not null, with the parser at its value; who has no use for it skips its children. */
    static void each(JsonParser json, Consumer<String> taker) {
        require(json, JsonToken.START_OBJECT);
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                taker.accept(field);
            }
        }
    }

    static <T> List<T> list(JsonParser json, Supplier<T> element) {
        require(json, JsonToken.START_ARRAY);
        List<T> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(element.get());
        }
        return list;
    }

    static Map<String, String> texts(JsonParser json) {
        Map<String, String> texts = new LinkedHashMap<>();
        each(json, key -> texts.put(key, json.getString()));
        return texts;
    }

    private static void require(JsonParser json, JsonToken token) {
        if (json.currentToken() != token) {
            throw new IllegalArgumentException(
                    "there is " + json.currentToken() + " where " + token + " should be: " + json.currentName());
        }
    }
}
