package io.endpointslice.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.endpointslice.fixtures.MetricsPage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader of expressions finds what an expression asks for, or fails. */
final class PromQlTest {
    @Test
    @DisplayName("metrics, conditions and label lists are told apart from functions, keywords and numbers")
    void reads() {
        PromQl read = PromQl.parse(
                "histogram_quantile(0.99, sum by (le, controller) (rate(a_bucket{verb=\"create\"}[5m])))"
                        + " > bool 1e3 and on (instance) b{x!=\"(a)\", y=~\"p|q\"} == 1 offset 5m unless sum(c) by (d)");
        assertThat(read.selectors()).extracting(PromQl.Selector::metric).containsExactly("a_bucket", "b", "c");
        assertThat(read.selectors().get(1).conditions())
                .containsExactly(new PromQl.Condition("x", "!=", "(a)"), new PromQl.Condition("y", "=~", "p|q"));
        assertThat(read.labels()).containsExactly("le", "controller", "instance", "d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rat(a[5m])", "a{b}", "a{b=1}", "a{b=\"c\"", "sum by (le (a)", "{a=\"b\"}", "a ? b", "sum + 1"})
    @DisplayName("what is no PromQL, or more of it than is read here, fails")
    void fails(String expression) {
        assertThatThrownBy(() -> PromQl.parse(expression)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a{x=\"1\"}", "a{x=~\"1|2\"}", "a{x!=\"2\"}", "a{x!~\"2.*\"}", "a{z=\"\"}", "a{z!=\"q\"}"})
    @DisplayName("a selector finds the series that Prometheus would find")
    void finds(String selector) {
        assertThat(found(selector)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"b", "a{x=\"2\"}", "a{x=~\"2|3\"}", "a{x!=\"1\"}", "a{x!~\".*\"}", "a{z=\"1\"}", "a{z!=\"\"}"})
    @DisplayName("and no other")
    void findsNot(String selector) {
        assertThat(found(selector)).isFalse();
    }

    private static boolean found(String selector) {
        MetricsPage page = MetricsPage.parse("a{x=\"1\",y=\"2\"} 7\n");
        return PromQl.parse(selector).selectors().stream()
                .allMatch(one -> page.series().stream().anyMatch(one::finds));
    }
}
