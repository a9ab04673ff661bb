package io.endpointslice.cli.manifest;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads YAML documents from the parser's events. Only so are the lines of documents and list items at hand, and a file of
 * 10,000 Pods is read in a second.
 */
final class YamlSource {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 100;
    private static final long MAX_ALIASED_VALUES = 1_000_000;
    private static final String MERGE_KEY = "<<";
    private static final String ITEMS = "items";
    private static final int DEPTH_OF_ITEMS = 2;

    private final String source;
    private final Iterator<Event> events;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private ImmutableList.Builder<Integer> itemLines = ImmutableList.builder();
    private int lastLine = 1;
    private long values;
    private long aliased;

    private record Anchored(JsonNode node, long values) {}

    private YamlSource(String source, Iterator<Event> events) {
        this.source = source;
        this.events = events;
    }

    /**
     * Hands on each document that is not empty.
     *
     * @throws InputException if the text is no YAML; the message has the line
     */
    static void read(String source, String text, Consumer<ParsedValue> documents) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        YamlSource reader =
                new YamlSource(source, new Parse(settings).parseString(text).iterator());
        try {
            reader.documents(documents);
        } catch (MarkedYamlEngineException failure) {
            int line = failure.getProblemMark().map(mark -> mark.getLine() + 1).orElse(reader.lastLine);
            throw new InputException(source + ":" + line + ": " + failure.getProblem(), failure);
        } catch (YamlEngineException failure) {
            throw new InputException(source + ":" + reader.lastLine + ": " + failure.getMessage(), failure);
        }
    }

    private void documents(Consumer<ParsedValue> documents) {
        while (events.hasNext()) {
            if (next().getEventId() == Event.ID.DocumentStart) {
                document(documents);
            }
        }
    }

    private void document(Consumer<ParsedValue> documents) {
        anchors.clear();
        itemLines = ImmutableList.builder();
        Event first = next();
        int line = lastLine;
        JsonNode value = node(first, 0, false);
        if (!value.isNull()) {
            documents.accept(new ParsedValue(value, line, itemLines.build()));
        }
    }

    private Event next() {
        Event event = events.next();
        event.getStartMark().ifPresent(mark -> lastLine = mark.getLine() + 1);
        return event;
    }

    private JsonNode node(Event event, int depth, boolean inItems) {
        if (depth > MAX_DEPTH) {
            throw mistake("nested more than " + MAX_DEPTH + " deep");
        }
        if (event instanceof AliasEvent alias) {
            return resolve(alias.getAlias().getValue());
        }
        long before = values++;
        JsonNode node = switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> sequence(depth, inItems);
            case MappingStart -> mapping(depth);
            default -> throw mistake("unexpected " + event.getEventId());
        };
        if (event instanceof NodeEvent anchored) {
            anchored.getAnchor()
                    .ifPresent(anchor -> anchors.put(anchor.getValue(), new Anchored(node, values - before)));
        }
        return node;
    }

    private JsonNode resolve(String alias) {
        Anchored target = anchors.get(alias);
        if (target == null) {
            throw mistake("found undefined alias " + alias);
        }
        values += target.values;
        aliased += target.values;
        if (aliased > MAX_ALIASED_VALUES) {
            throw mistake("the aliases stand for more than " + MAX_ALIASED_VALUES + " values");
        }
        return target.node;
    }

    private static JsonNode scalar(ScalarEvent scalar) {
        boolean asWritten = scalar.isPlain() && scalar.getImplicit().canOmitTagInPlainScalar();
        return asWritten ? YamlScalars.plain(scalar.getValue()) : NODES.stringNode(scalar.getValue());
    }

    private ArrayNode sequence(int depth, boolean inItems) {
        ArrayNode array = NODES.arrayNode();
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            if (inItems) {
                itemLines.add(lastLine);
            }
            array.add(node(event, depth + 1, false));
        }
        return array;
    }

    private ObjectNode mapping(int depth) {
        ObjectNode object = NODES.objectNode();
        ObjectNode merged = NODES.objectNode();
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            String key = key(event);
            JsonNode value = node(next(), depth + 1, depth + 1 < DEPTH_OF_ITEMS && key.equals(ITEMS));
            if (key.equals(MERGE_KEY) && value instanceof ObjectNode other) {
                merged.setAll(other);
            } else if (object.replace(key, value) != null) {
                throw mistake("the key '" + key + "' stands twice");
            }
        }
        merged.properties().forEach(entry -> object.putIfAbsent(entry.getKey(), entry.getValue()));
        return object;
    }

    private String key(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getValue();
        }
        if (event instanceof AliasEvent alias) {
            JsonNode target = resolve(alias.getAlias().getValue());
            if (target.isValueNode()) {
                return target.asString();
            }
        }
        throw mistake("a key must be a text");
    }

    private InputException mistake(String what) {
        return new Place(source, lastLine).mistake(what);
    }
}
