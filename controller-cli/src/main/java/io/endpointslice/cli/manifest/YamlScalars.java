package io.endpointslice.cli.manifest;

import java.math.BigInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What an unquoted YAML scalar means: the core schema of YAML 1.2, in which {@code yes} and {@code on} are texts. */
final class YamlScalars {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final int MAX_DIGITS_OF_LONG = 18;

    private YamlScalars() {}

    /** Null, truth value, number or text. */
    static JsonNode plain(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> NODES.nullNode();
            case "true", "True", "TRUE" -> NODES.booleanNode(true);
            case "false", "False", "FALSE" -> NODES.booleanNode(false);
            default -> mayBeNumber(text.charAt(0)) ? numberOrText(text) : NODES.stringNode(text);
        };
    }

    private static boolean mayBeNumber(char first) {
        return (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
    }

    private static JsonNode numberOrText(String text) {
        if (INTEGER.matcher(text).matches()) {
            return integer(text, 10);
        }
        if (FLOAT.matcher(text).matches()) {
            return NODES.numberNode(Double.parseDouble(text));
        }
        if (OCTAL.matcher(text).matches()) {
            return integer(text.substring(2), 8);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return integer(text.substring(2), 16);
        }
        return NODES.stringNode(text);
    }

    private static JsonNode integer(String digits, int radix) {
        if (digits.length() > MAX_DIGITS_OF_LONG) {
            return NODES.numberNode(new BigInteger(digits, radix));
        }
        long value = Long.parseLong(digits, radix);
        return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }
}
