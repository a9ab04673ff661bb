package io.endpointslice.simulator.workload;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.config.ConfigException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The fields of one mapping of a YAML file. Every mistake is one line: file, line, what is wrong, and what belongs there. */
final class Fields {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern ALLOWANCE = Pattern.compile("(\\d{1,6})(%?)");
    private static final ImmutableMap<String, Long> UNITS =
            ImmutableMap.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
    private static final String TIMES_BELONG = "such as 500ms, 30s, 2m or 1h";

    private final String source;
    private final String what;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * The fields of that node.
     *
     * @param source the file
     * @param what is described there, with its article
     */
    Fields(String source, String what, Node node) {
        this.source = source;
        this.what = what;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw mistake(node, "this is no mapping, which " + what + " would be");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw mistake(tuple.getKeyNode(), "a field's name must be a text");
            }
            if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                throw mistake(key, "'" + key.getValue() + "' stands twice");
            }
            keys.put(key.getValue(), key);
        }
    }

    boolean has(String name) {
        known.add(name);
        return values.containsKey(name);
    }

    private Optional<Node> value(String name) {
        known.add(name);
        return Optional.ofNullable(values.get(name));
    }

    Optional<String> text(String name) {
        return value(name).map(value -> scalar(name, value));
    }

    private String scalar(String name, Node value) {
        if (value instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
            return scalar.getValue();
        }
        throw mistake(value, name + " must be a text");
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** A whole number. */
    int number(String name, int least, int most, int otherwise) {
        return value(name).map(value -> number(name, value, least, most)).orElse(otherwise);
    }

    /** A whole number that has to be there. */
    int requiredNumber(String name, int least, int most) {
        return number(name, value(name).orElseThrow(() -> missing(name)), least, most);
    }

    private int number(String name, Node value, int least, int most) {
        String text = scalar(name, value);
        if (text.matches("\\d{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw mistake(value, name + ": " + text + " is not a whole number between " + least + " and " + most);
    }

    /** One whole number, or a list of them. */
    ImmutableList<Integer> numbers(String name, int least, int most) {
        Node value = value(name).orElseThrow(() -> missing(name));
        ImmutableList.Builder<Integer> numbers = ImmutableList.builder();
        if (value instanceof SequenceNode list) {
            list.getValue().forEach(entry -> numbers.add(number(name, entry, least, most)));
        } else {
            numbers.add(number(name, value, least, most));
        }
        return numbers.build();
    }

    /** A time in milliseconds. */
    long duration(String name, long otherwise) {
        return value(name)
                .map(value -> duration(name, value, scalar(name, value)))
                .orElse(otherwise);
    }

    /** A time in milliseconds that has to be there. */
    long requiredDuration(String name) {
        Node value = value(name).orElseThrow(() -> missing(name));
        return duration(name, value, scalar(name, value));
    }

    /** A time in milliseconds that has to be there, above 0. */
    long requiredPositive(String name) {
        long duration = requiredDuration(name);
        if (duration == 0) {
            throw mistake(values.getOrDefault(name, node), name + " must be above 0");
        }
        return duration;
    }

    private long duration(String name, Node value, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw mistake(value, name + ": '" + text + "' is not a time, " + TIMES_BELONG);
        }
        return Long.parseLong(matcher.group(1)) * UNITS.getOrDefault(matcher.group(2), 1L);
    }

    /** One time, or a range of them. */
    Span span(String name, Span otherwise) {
        return value(name).map(value -> span(name, value)).orElse(otherwise);
    }

    private Span span(String name, Node value) {
        String text = scalar(name, value);
        int dots = text.indexOf("..");
        if (dots < 0) {
            return Span.of(duration(name, value, text));
        }
        long least = duration(name, value, text.substring(0, dots));
        long most = duration(name, value, text.substring(dots + 2));
        if (least > most) {
            throw mistake(value, name + ": '" + text + "' ends before it begins");
        }
        return new Span(least, most);
    }

    Allowance allowance(String name, Allowance otherwise) {
        return value(name)
                .map(value -> {
                    String text = scalar(name, value);
                    Matcher matcher = ALLOWANCE.matcher(text);
                    if (!matcher.matches()) {
                        throw mistake(
                                value,
                                name + ": '" + text + "' is not a number of Pods, such as 2, or a share, such as 25%");
                    }
                    return new Allowance(
                            Integer.parseInt(matcher.group(1)),
                            !matcher.group(2).isEmpty());
                })
                .orElse(otherwise);
    }

    /** Labels, or a selector. */
    Optional<ImmutableMap<String, String>> labels(String name) {
        return value(name).map(value -> {
            Fields labels = new Fields(source, name, value);
            return labels.values.entrySet().stream()
                    .collect(toImmutableMap(Map.Entry::getKey, label -> scalar(label.getKey(), label.getValue())));
        });
    }

    /** The fields of that name, if it is there. */
    Optional<Fields> fields(String name, String description) {
        return value(name).map(value -> new Fields(source, description, value));
    }

    /** A list of mappings; empty if it is not there. */
    ImmutableList<Fields> list(String name, String description) {
        Optional<Node> value = value(name);
        if (value.isEmpty()) {
            return ImmutableList.of();
        }
        if (!(value.get() instanceof SequenceNode list)) {
            throw mistake(value.get(), name + " must be a list");
        }
        return list.getValue().stream()
                .map(entry -> new Fields(source, description, entry))
                .collect(ImmutableList.toImmutableList());
    }

    /** Nothing else may stand here than what has been asked for. */
    void end() {
        Set<String> others = new HashSet<>(values.keySet());
        others.removeAll(known);
        keys.forEach((name, key) -> {
            if (others.contains(name)) {
                throw mistake(
                        key,
                        "'" + name + "' is no field of " + what + ": those are "
                                + Joiner.on(", ").join(known));
            }
        });
    }

    /** A mistake at the field of that name, or at the mapping if there is none. */
    ConfigException mistakeAt(String name, String text) {
        return mistake(values.getOrDefault(name, node), text);
    }

    private ConfigException missing(String name) {
        return mistake(node, what + " has no '" + name + "'");
    }

    private ConfigException mistake(Node where, String text) {
        int line = where.getStartMark().map(Mark::getLine).orElse(0) + 1;
        return new ConfigException(source + ":" + line + ": " + text);
    }
}
