package io.endpointslice.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.fixtures.MetricsPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PromQL expression asks for: the metrics with the conditions on their labels, and the labels that results are
 * grouped or joined by. It reads the expression token by token as PromQL's lexer does, so that a word is a metric, a label, a
 * function or a keyword by where it stands, and a word that is none of these is an error.
 *
 * @param labels of {@code by}, {@code without}, {@code on}, {@code ignoring}, {@code group_left} and {@code group_right}
 */
record PromQl(ImmutableList<Selector> selectors, ImmutableSet<String> labels) {
    private static final Pattern TOKEN = Pattern.compile("\\s+"
            + "|(?<string>\"(?:[^\"\\\\]|\\\\.)*\")"
            + "|(?<number>(?:[0-9]+(?:ms|[smhdwy]))+|[0-9]*\\.?[0-9]+(?:[eE][+-]?[0-9]+)?)"
            + "|(?<word>[a-zA-Z_:][a-zA-Z0-9_:]*)"
            + "|(?<sign>=~|!~|!=|==|<=|>=|[-+*/%^<>=(){}\\[\\],:@])");
    private static final ImmutableSet<String> OPERATORS = ImmutableSet.of("and", "or", "unless", "atan2");
    private static final ImmutableSet<String> MODIFIERS = ImmutableSet.of("bool", "offset");
    private static final ImmutableSet<String> LABEL_LISTS =
            ImmutableSet.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final ImmutableSet<String> FUNCTIONS = ImmutableSet.of(
            "absent",
            "avg",
            "changes",
            "clamp_min",
            "count",
            "deriv",
            "histogram_quantile",
            "increase",
            "max",
            "max_over_time",
            "min",
            "quantile",
            "rate",
            "resets",
            "sum",
            "time",
            "topk",
            "vector");

    /** A metric with its conditions. */
    record Selector(String metric, ImmutableList<Condition> conditions) {
        /** Whether the series is one of those that are asked for; of label values with a variable any will do. */
        boolean finds(MetricsPage.Series series) {
            return series.name().equals(metric) && conditions.stream().allMatch(condition -> condition.holds(series));
        }
    }

    /** A condition on a label, such as {@code result=~"stale|error"}. */
    record Condition(String label, String operator, String value) {
        boolean holds(MetricsPage.Series series) {
            String actual = series.labels().getOrDefault(label, "");
            return switch (operator) {
                case "=" -> actual.equals(value);
                case "!=" -> !actual.equals(value);
                case "=~" -> actual.matches(value);
                default -> !actual.matches(value);
            };
        }
    }

    private record Token(String text, boolean isWord, boolean isString) {}

    static PromQl parse(String expression) {
        return new Reader(tokens(expression), expression).read();
    }

    private static ImmutableList<Token> tokens(String expression) {
        ImmutableList.Builder<Token> tokens = ImmutableList.builder();
        Matcher matcher = TOKEN.matcher(expression);
        int end = 0;
        for (; matcher.find() && matcher.start() == end; end = matcher.end()) {
            if (!matcher.group().isBlank()) {
                tokens.add(new Token(matcher.group(), matcher.group("word") != null, matcher.group("string") != null));
            }
        }
        assertThat(expression.substring(end)).as("the rest of %s", expression).isEmpty();
        return tokens.build();
    }

    private static final class Reader {
        private final ImmutableList<Token> tokens;
        private final String expression;
        private final List<Selector> selectors = new ArrayList<>();
        private final ImmutableSet.Builder<String> labels = ImmutableSet.builder();
        private int position;

        Reader(ImmutableList<Token> tokens, String expression) {
            this.tokens = tokens;
            this.expression = expression;
        }

        PromQl read() {
            while (position < tokens.size()) {
                Token token = next();
                if (token.isWord()) {
                    word(token.text());
                } else {
                    assertThat(token.text())
                            .as("a selector without a metric in %s", expression)
                            .isNotEqualTo("{");
                }
            }
            return new PromQl(ImmutableList.copyOf(selectors), labels.build());
        }

        private void word(String word) {
            String lower = word.toLowerCase(Locale.ROOT);
            if (LABEL_LISTS.contains(lower)) {
                if (peek("(")) {
                    labels.addAll(labelList());
                }
            } else if (FUNCTIONS.contains(lower)) {
                assertThat(peek("(") || peek("by") || peek("without"))
                        .as("%s in %s", word, expression)
                        .isTrue();
            } else if (!OPERATORS.contains(lower) && !MODIFIERS.contains(lower)) {
                assertThat(peek("("))
                        .as("unknown function %s in %s", word, expression)
                        .isFalse();
                selectors.add(new Selector(word, peek("{") ? conditions() : ImmutableList.of()));
            }
        }

        private ImmutableList<String> labelList() {
            ImmutableList.Builder<String> list = ImmutableList.builder();
            expect("(");
            while (!peek(")")) {
                list.add(next().text());
                if (!peek(")")) {
                    expect(",");
                }
            }
            expect(")");
            return list.build();
        }

        private ImmutableList<Condition> conditions() {
            ImmutableList.Builder<Condition> conditions = ImmutableList.builder();
            expect("{");
            while (!peek("}")) {
                String label = next().text();
                String operator = next().text();
                Token value = next();
                assertThat(operator).as(expression).isIn("=", "!=", "=~", "!~");
                assertThat(value.isString())
                        .as("a string behind %s in %s", operator, expression)
                        .isTrue();
                conditions.add(new Condition(
                        label, operator, value.text().substring(1, value.text().length() - 1)));
                if (!peek("}")) {
                    expect(",");
                }
            }
            expect("}");
            return conditions.build();
        }

        private boolean peek(String text) {
            return position < tokens.size() && tokens.get(position).text().equals(text);
        }

        private Token next() {
            assertThat(position).as("the end of %s", expression).isLessThan(tokens.size());
            return tokens.get(position++);
        }

        private void expect(String text) {
            assertThat(next().text()).as(expression).isEqualTo(text);
        }
    }
}
