package io.endpointslice.simulator.trace;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.config.ConfigException;
import io.endpointslice.config.ControllerConfig;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads a trace from JSON. Every mistake is one line: file, line, what is wrong, and what belongs there. */
public final class TraceReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ImmutableList<String> STEP_FIELDS =
            ImmutableList.of("remove", "add", "addNotReady", "update", "terminate");

    private final String source;
    private final JsonParser parser;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final ImmutableList.Builder<TraceStep> steps = ImmutableList.builder();
    private final ImmutableIntArray.Builder lines = ImmutableIntArray.builder();
    private boolean hasSteps;

    private TraceReader(String source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /**
     * The trace in that text.
     *
     * @param source where it comes from, for messages
     * @throws ConfigException if it is no trace, or tells what can't happen
     */
    public static Trace read(String source, String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            return new TraceReader(source, parser).trace();
        } catch (JacksonException failure) {
            int line = Math.max(1, failure.getLocation().getLineNr());
            String reason = CharMatcher.breakingWhitespace().trimAndCollapseFrom(failure.getOriginalMessage(), ' ');
            throw new ConfigException(source + ":" + line + ": " + reason, failure);
        }
    }

    private Trace trace() {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw mistake(
                    "this is no trace, which would be an object with maxEndpointsPerSlice, initialPods and steps");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            field(parser.currentName(), parser.nextToken());
        }
        if (parser.nextToken() != null) {
            throw mistake("there is more after the trace");
        }
        Trace trace = new Trace(
                required(texts, "name"),
                texts.getOrDefault("about", ""),
                required(numbers, "maxEndpointsPerSlice"),
                required(numbers, "initialPods"),
                steps.build());
        if (!hasSteps) {
            throw missing("steps");
        }
        StoryCheck.check(source, trace, lines.build());
        return trace;
    }

    private void field(String name, JsonToken value) {
        switch (name) {
            case "name", "about" -> texts.put(name, text(name, value));
            case "maxEndpointsPerSlice" ->
                numbers.put(name, number(name, value, 1, ControllerConfig.MAX_ENDPOINTS_PER_SLICE_LIMIT));
            case "initialPods" -> numbers.put(name, number(name, value, 0, Trace.MOST_PODS));
            case "steps" -> steps(value);
            default ->
                throw mistake("'" + name + "' is no field of a trace: those are name, about, maxEndpointsPerSlice, "
                        + "initialPods and steps");
        }
    }

    private void steps(JsonToken value) {
        hasSteps = true;
        if (value != JsonToken.START_ARRAY) {
            throw mistake("steps must be a list of steps");
        }
        for (int number = 1; parser.nextToken() != JsonToken.END_ARRAY; number++) {
            lines.add(line());
            steps.add(step(number));
        }
    }

    private TraceStep step(int number) {
        String where = "step " + number + ": ";
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw mistake(where + "a step must be an object with lists of Pods");
        }
        Map<String, ImmutableIntArray> lists = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!STEP_FIELDS.contains(name)) {
                throw mistake(where + "'" + name + "' is no list of a step: those are remove, add, addNotReady, update "
                        + "and terminate");
            }
            lists.put(name, pods(where + name, parser.nextToken()));
        }
        return new TraceStep(
                lists.getOrDefault("remove", ImmutableIntArray.of()),
                lists.getOrDefault("add", ImmutableIntArray.of()),
                lists.getOrDefault("addNotReady", ImmutableIntArray.of()),
                lists.getOrDefault("update", ImmutableIntArray.of()),
                lists.getOrDefault("terminate", ImmutableIntArray.of()));
    }

    private ImmutableIntArray pods(String where, JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            throw mistake(where + " must be a list of Pod indices");
        }
        ImmutableIntArray.Builder pods = ImmutableIntArray.builder();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            pods.add(number(where, parser.currentToken(), 0, Trace.MOST_PODS - 1));
        }
        return pods.build();
    }

    private String text(String where, JsonToken value) {
        if (value != JsonToken.VALUE_STRING) {
            throw mistake(where + " must be a text, not " + parser.getString());
        }
        return parser.getString();
    }

    private int number(String where, JsonToken value, int least, int most) {
        if (value == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() == JsonParser.NumberType.INT) {
            int number = parser.getIntValue();
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw mistake(where + ": " + parser.getString() + " is not a whole number between " + least + " and " + most);
    }

    private <T> T required(Map<String, T> values, String name) {
        T value = values.get(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    private ConfigException missing(String name) {
        return new ConfigException(source + ": the trace has no '" + name + "'");
    }

    private ConfigException mistake(String what) {
        return new ConfigException(source + ":" + line() + ": " + what);
    }

    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }
}
