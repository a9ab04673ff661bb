package io.endpointslice.cli.report;

import io.endpointslice.cli.cluster.ApiJson;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON as YAML in the layout of kubectl: block style, list items not indented, quotes only where they are needed. */
final class YamlText {
    /** What no YAML parser, of 1.1 or 1.2, takes for anything but a text. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z_/]([A-Za-z0-9_./:-]*[A-Za-z0-9_/-])?|[0-9]+(\\.[0-9]+){3}");

    private static final Pattern RESERVED =
            Pattern.compile("y|n|yes|no|on|off|true|false|null", Pattern.CASE_INSENSITIVE);
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    private YamlText() {}

    /** The object as one document, without a separator. */
    static String of(ObjectNode object) {
        YamlText yaml = new YamlText();
        if (object.isEmpty()) {
            return "{}\n";
        }
        yaml.mapping(object, "", "");
        return yaml.text.toString();
    }

    private void mapping(ObjectNode object, String indent, String firstIndent) {
        String lead = firstIndent;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            text.append(lead).append(scalar(field.getKey())).append(':');
            value(field.getValue(), indent);
            lead = indent;
        }
    }

    private void value(JsonNode value, String indent) {
        if (value instanceof ObjectNode object && !object.isEmpty()) {
            text.append('\n');
            mapping(object, indent + INDENT, indent + INDENT);
        } else if (value instanceof ArrayNode array && !array.isEmpty()) {
            text.append('\n');
            sequence(array, indent);
        } else {
            text.append(' ').append(scalar(value)).append('\n');
        }
    }

    private void sequence(ArrayNode array, String indent) {
        for (JsonNode item : array) {
            text.append(indent).append('-');
            if (item instanceof ObjectNode object && !object.isEmpty()) {
                mapping(object, indent + INDENT, " ");
            } else {
                value(item, indent + INDENT);
            }
        }
    }

    private static String scalar(JsonNode value) {
        return value.isString() ? scalar(value.asString()) : value.toString();
    }

    private static String scalar(String value) {
        boolean plain =
                PLAIN.matcher(value).matches() && !RESERVED.matcher(value).matches();
        return plain ? value : ApiJson.MAPPER.writeValueAsString(value);
    }
}
