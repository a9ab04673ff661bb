package io.endpointslice.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.config.ConfigException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces from JSON, and one exact line for each mistake in them. */
class TraceReaderTest {
    private static final String HEAD = "{\"name\":\"t\",\"maxEndpointsPerSlice\":10,\"initialPods\":3,\n\"steps\":[\n";

    @DisplayName("a trace with every list; lists that are missing are empty")
    @Test
    void everything() {
        Trace trace = TraceReader.read("t.json", """
                {"steps": [{"remove": [0], "add": [3, 4], "addNotReady": [5], "update": [1], "terminate": [2]}, {}],
                 "initialPods": 3, "maxEndpointsPerSlice": 10, "about": "all", "name": "t"}
                """);

        TraceStep first = new TraceStep(of(0), of(3, 4), of(5), of(1), of(2));
        TraceStep second = new TraceStep(of(), of(), of(), of(), of());
        assertThat(trace).isEqualTo(new Trace("t", "all", 10, 3, ImmutableList.of(first, second)));
    }

    @DisplayName("the same Pod may come again after it has gone, and terminate again")
    @Test
    void again() {
        Trace trace = TraceReader.read(
                "t.json",
                HEAD + "{\"terminate\":[0]},{\"remove\":[0]},{\"add\":[0]},{\"terminate\":[0]},{\"update\":[0]}]}");

        assertThat(trace.steps()).hasSize(5);
    }

    @DisplayName("a step that can't happen: line, step, list and Pod")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"remove\":[3]}                   | 3: step 1: remove: Pod 3 is not there",
                "{\"add\":[2]}                      | 3: step 1: add: Pod 2 is there already",
                "{\"addNotReady\":[2]}              | 3: step 1: addNotReady: Pod 2 is there already",
                "{\"update\":[7]}                   | 3: step 1: update: Pod 7 is not there",
                "{\"terminate\":[7]}                | 3: step 1: terminate: Pod 7 is not there",
                "{\"remove\":[1],\"add\":[1]}       | 3: step 1: add: Pod 1 stands twice in this step",
                "{\"update\":[1,1]}                 | 3: step 1: update: Pod 1 stands twice in this step",
                "{\"remove\":[0]},#{\"remove\":[0]} | 4: step 2: remove: Pod 0 is not there",
                "{\"terminate\":[0]},##{\"terminate\":[0]} | 5: step 2: terminate: Pod 0 terminates already",
            })
    void impossible(String steps, String message) {
        assertRefused(HEAD + steps.replace('#', '\n') + "]}", "t.json:" + message);
    }

    @DisplayName("a value that is none: line, place and what belongs there")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"remove\":[-1]}   | 3: step 1: remove: -1 is not a whole number between 0 and 12582911",
                "{\"remove\":[1.5]}  | 3: step 1: remove: 1.5 is not a whole number between 0 and 12582911",
                "{\"remove\":[\"a\"]}| 3: step 1: remove: a is not a whole number between 0 and 12582911",
                "{\"add\":[99999999999999999999]} | 3: step 1: add: 99999999999999999999 is not a whole number between 0 and 12582911",
                "{\"add\":[null]}    | 3: step 1: add: null is not a whole number between 0 and 12582911",
                "{\"add\":5}         | 3: step 1: add must be a list of Pod indices",
                "{\"remvoe\":[1]}    | 3: step 1: 'remvoe' is no list of a step: those are remove, add, addNotReady, update and terminate",
                "{},#[1]             | 4: step 2: a step must be an object with lists of Pods",
            })
    void noValue(String steps, String message) {
        assertRefused(HEAD + steps.replace('#', '\n') + "]}", "t.json:" + message);
    }

    @DisplayName("what is no trace, or lacks a part of one")
    @Test
    void noTrace() {
        assertRefused(
                "[]",
                "t.json:1: this is no trace, which would be an object with maxEndpointsPerSlice, initialPods and steps");
        assertRefused(
                "",
                "t.json:1: this is no trace, which would be an object with maxEndpointsPerSlice, initialPods and steps");
        assertRefused(
                "{\"name\":\"t\",\n\"stpes\":[]}",
                "t.json:2: 'stpes' is no field of a trace: those are name, about, maxEndpointsPerSlice, initialPods and "
                        + "steps");
        assertRefused("{\"name\":5}", "t.json:1: name must be a text, not 5");
        assertRefused("{\"steps\":{}}", "t.json:1: steps must be a list of steps");
        assertRefused(
                "{\"maxEndpointsPerSlice\":0}",
                "t.json:1: maxEndpointsPerSlice: 0 is not a whole number between 1 and 1000");
        assertRefused("{\"initialPods\":1,\"maxEndpointsPerSlice\":1,\"steps\":[]}", "t.json: the trace has no 'name'");
        assertRefused(
                "{\"name\":\"t\",\"initialPods\":1,\"steps\":[]}", "t.json: the trace has no 'maxEndpointsPerSlice'");
        assertRefused(
                "{\"name\":\"t\",\"maxEndpointsPerSlice\":1,\"steps\":[]}", "t.json: the trace has no 'initialPods'");
        assertRefused(
                "{\"name\":\"t\",\"maxEndpointsPerSlice\":1,\"initialPods\":1}", "t.json: the trace has no 'steps'");
        assertRefused(HEAD + "]}\n{}", "t.json:4: there is more after the trace");
    }

    @DisplayName("broken JSON: the line and the parser's reason")
    @Test
    void brokenJson() {
        assertThatThrownBy(() -> TraceReader.read("t.json", HEAD + "{\"remove\":[1}]}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("t.json:3: Unexpected close marker '}'")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> TraceReader.read("t.json", HEAD))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("t.json:")
                .hasMessageContaining("Unexpected end-of-input")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> TraceReader.read("t.json", "{\"name\":\"a\",\n\"name\":\"b\"}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("t.json:2: Duplicate Object property \"name\"");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> TraceReader.read("t.json", text))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    private static ImmutableIntArray of(int... pods) {
        return ImmutableIntArray.copyOf(pods);
    }
}
