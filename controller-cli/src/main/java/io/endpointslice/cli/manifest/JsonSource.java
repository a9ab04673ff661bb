package io.endpointslice.cli.manifest;

import com.google.common.collect.ImmutableList;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON values that follow one another. */
final class JsonSource {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String ITEMS = "items";

    private final JsonParser parser;

    private JsonSource(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Hands on each value.
     *
     * @throws InputException if the text is no JSON; the message has the line
     */
    static void read(String source, String text, Consumer<ParsedValue> values) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            JsonSource reader = new JsonSource(parser);
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                values.accept(reader.value(token));
            }
        } catch (JacksonException failure) {
            throw new Place(source, Math.max(1, failure.getLocation().getLineNr()))
                    .mistake(failure.getOriginalMessage());
        }
    }

    private ParsedValue value(JsonToken first) {
        int line = line();
        if (first != JsonToken.START_OBJECT) {
            return new ParsedValue(tree(), line, ImmutableList.of());
        }
        ObjectNode object = MAPPER.createObjectNode();
        ImmutableList.Builder<Integer> itemLines = ImmutableList.builder();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            boolean items = parser.nextToken() == JsonToken.START_ARRAY && name.equals(ITEMS);
            object.set(name, items ? items(itemLines) : tree());
        }
        return new ParsedValue(object, line, itemLines.build());
    }

    private ArrayNode items(ImmutableList.Builder<Integer> lines) {
        ArrayNode array = MAPPER.createArrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            lines.add(line());
            array.add(tree());
        }
        return array;
    }

    private JsonNode tree() {
        return MAPPER.readTree(parser);
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }
}
