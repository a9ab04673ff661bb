package io.endpointslice.simulator.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.endpointslice.config.ConfigException;
import io.endpointslice.simulator.timeline.Timeline;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recordings as somebody may have changed them, and one exact line for each mistake in them. */
class RecordingReaderTest {
    private static final String HEAD = """
            {"recording":1,"about":"a","maxEndpointsPerSlice":10,"began":"2026-01-31T12:00:00Z","objects":2}
            {"service":{"namespace":"n","name":"s","selector":{"a":"b"},"ipFamilies":["IPv4"]}}
            {"pod":{"namespace":"n","name":"p","labels":{"a":"b"},"ready":true,"ips":["10.0.0.1"]}}
            """;

    private static Timeline read(String text) {
        return RecordingReader.read("r.jsonl", "r", text);
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    @DisplayName("a recording that was killed, and has no end, ends with its last event")
    @Test
    void killed() {
        Timeline timeline = read(HEAD + "{\"at\":700,\"podGone\":{\"namespace\":\"n\",\"name\":\"p\"}}\n");

        assertThat(timeline.endMillis()).isEqualTo(700);
        assertThat(timeline.maxEndpointsPerSlice()).isEqualTo(10);
        assertThat(timeline.about()).isEqualTo("a");
        assertThat(read(HEAD).moments()).isEmpty();
    }

    @DisplayName(
            "a last line that breaks off is told apart, with what to do; one that only lacks its end of line is fine")
    @Test
    void brokenOff() {
        String event = "{\"at\":700,\"podGone\":{\"namespace\":\"n\",\"name\":\"p\"}}";

        assertThat(read(HEAD + event).moments()).hasSize(1);
        for (int length = 1; length < event.length(); length++) {
            assertRefused(
                    HEAD + event.substring(0, length),
                    "r.jsonl:4: the last line breaks off, as if the recording had been killed while it wrote: remove "
                            + "that line, and the rest can be played");
        }
        assertRefused(HEAD + "{\"at\":700,\n", "r.jsonl:4: Unexpected end-of-input");
        assertRefused(HEAD + "{\"at\":700,\n" + event, "r.jsonl:4: Unexpected end-of-input");
    }

    @DisplayName("a beginning that breaks off can't be mended")
    @Test
    void beginningBrokenOff() {
        assertRefused(
                HEAD.substring(0, HEAD.indexOf("{\"pod\"")),
                "r.jsonl:2: the recording breaks off before its beginning is whole: it has to be made again");
        assertRefused(
                HEAD.substring(0, HEAD.length() - 9),
                "r.jsonl:3: the recording breaks off before its beginning is whole: it has to be made again");
    }

    @DisplayName("a header that is none")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"recording\":2} | this is a recording of format 2, and only format 1 is known here: use the version that it was made with",
                "{\"recording\":\"1\"} | recording: \"1\" is not a whole number between 1 and 2147483647",
                "{\"recording\":1} | the first line of a recording has no 'maxEndpointsPerSlice'",
                "{\"recording\":1,\"maxEndpointsPerSlice\":0} | maxEndpointsPerSlice: 0 is not a whole number between 1 and 1000",
                "{\"recording\":1,\"maxEndpointsPerSlice\":1,\"began\":\"now\"} | began: 'now' is no time such as 2026-01-31T12:00:00Z",
                "{\"recording\":1,\"maxEndpointsPerSlice\":1,\"began\":\"2026-01-31T12:00:00Z\",\"objects\":-1} | objects: -1 is not a whole number between 0 and 2147483647",
                "{\"recording\":1,\"maxEndpointsPerSlice\":1,\"began\":\"2026-01-31T12:00:00Z\",\"objects\":0,\"by\":\"me\"} | 'by' is no field of the first line of a recording: those are recording, about, maxEndpointsPerSlice, began, objects",
                "[] | this is no JSON object, which the first line of a recording would be",
            })
    void headers(String line, String message) {
        assertRefused(line + "\n", "r.jsonl:1: " + message);
    }

    @DisplayName("an event that is none, or that can't happen: line, and what is wrong")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"at\":5} | the line does not say what was seen: it has one of pod, podGone, service, serviceGone, node, nodeGone",
                "{\"pod\":{\"namespace\":\"n\",\"name\":\"q\"}} | a line of a recording has no 'at'",
                "{\"at\":0,\"end\":true} | at: 0 is not a whole number between 1 and 9223372036854775807",
                "{\"at\":1.5,\"end\":true} | at: 1.5 is not a whole number between 1 and 9223372036854775807",
                "{\"at\":5,\"end\":1} | end must be true or false, not 1",
                "{\"at\":5,\"end\":true,\"by\":1} | 'by' is no field of a line of a recording: those are at, end",
                "{\"at\":5,\"pod\":[]} | this is no JSON object, which the pod would be",
                "{\"at\":5,\"pod\":{\"name\":\"q\"}} | the pod has no 'namespace'",
                "{\"at\":5,\"pod\":{\"namespace\":\"n\",\"name\":\"\"}} | name is empty",
                "{\"at\":5,\"pod\":{\"namespace\":\"n\",\"name\":7}} | name must be a text, not 7",
                "{\"at\":5,\"pod\":{\"namespace\":\"n\",\"name\":\"q\",\"ips\":\"10.0.0.1\"}} | ips must be a list",
                "{\"at\":5,\"pod\":{\"namespace\":\"n\",\"name\":\"q\",\"ips\":[1]}} | an entry of ips must be a text, not 1",
                "{\"at\":5,\"pod\":{\"namespace\":\"n\",\"name\":\"q\",\"labels\":[1]}} | labels must be an object of texts",
                "{\"at\":5,\"pod\":{\"namespace\":\"n\",\"name\":\"q\",\"labels\":{\"a\":1}}} | labels must be a text, not 1",
                "{\"at\":5,\"pod\":{\"namespace\":\"n\",\"name\":\"q\",\"raedy\":true}} | 'raedy' is no field of the pod: those are namespace, name, uid, labels, ended, ready, terminating, ips, hostname, subdomain, node, ports",
                "{\"at\":5,\"pod\":{\"namespace\":\"n\",\"name\":\"q\",\"ports\":[{\"name\":\"x\",\"protocol\":\"TCP\",\"port\":0}]}} | port: 0 is not a whole number between 1 and 65535",
                "{\"at\":5,\"service\":{\"namespace\":\"n\",\"name\":\"q\",\"ports\":[{\"protocol\":\"TCP\",\"targetPort\":70000}]}} | targetPort: 70000 is not a whole number between 0 and 65535",
                "{\"at\":5,\"service\":{\"namespace\":\"n\",\"name\":\"q\",\"ports\":[{\"protocol\":\"TCP\",\"targetPort\":\"\"}]}} | targetPort is empty",
                "{\"at\":5,\"service\":{\"namespace\":\"n\",\"name\":\"q\",\"ipFamilies\":[\"IPv5\"]}} | ipFamilies: 'IPv5' is neither IPv4 nor IPv6",
                "{\"at\":5,\"node\":{\"name\":\"q\"}} | the node has no 'milliCPU'",
                "{\"at\":5,\"podGone\":{\"namespace\":\"n\",\"name\":\"q\"}} | what goes here is not there",
                "{\"at\":5,\"nodeGone\":{\"name\":\"q\"}} | what goes here is not there",
                "{\"at\":5,\"at\":6,\"end\":true} | Duplicate Object property \"at\"",
                "{\"at\":5,\"end\":true} {} | Trailing token",
                "`` | this is no JSON object, which a line of a recording would be",
                "nonsense | Unrecognized token 'nonsense'",
            })
    void events(String line, String message) {
        assertRefused(HEAD + line + "\n", "r.jsonl:4: " + message);
    }

    @DisplayName("lines that do not follow those above them")
    @Test
    void order() {
        assertRefused(
                HEAD + "{\"at\":5,\"podGone\":{\"namespace\":\"n\",\"name\":\"p\"}}\n{\"at\":4,\"end\":true}\n",
                "r.jsonl:5: at: 4 is before the line above, which is at 5");
        assertRefused(
                HEAD + "{\"at\":5,\"end\":true}\n{\"at\":6,\"end\":true}\n",
                "r.jsonl:5: there is more after the end of the recording");
        String twice = HEAD.lines().limit(2).reduce("", (all, line) -> all + line + "\n");
        assertRefused(
                twice + "{\"service\":{\"namespace\":\"n\",\"name\":\"s\"}}\n",
                "r.jsonl:3: this can't be one of the objects that are there at the beginning: it is there already");
        assertRefused(
                twice + "{\"podGone\":{\"namespace\":\"n\",\"name\":\"s\"}}\n",
                "r.jsonl:3: this can't be one of the objects that are there at the beginning: it goes");
    }

    @DisplayName("a recording without a Service that could be played")
    @Test
    void noService() {
        assertRefused(
                HEAD.replace("\"selector\":{\"a\":\"b\"},", ""),
                "r.jsonl: no Service with a selector was there, whose slices could be written");
    }

    @DisplayName("what begins like a recording is taken for one")
    @Test
    void kind() {
        assertThat(RecordingReader.isRecording(HEAD)).isTrue();
        assertThat(RecordingReader.isRecording(" { \"recording\" : 7")).isTrue();
        assertThat(RecordingReader.isRecording("{\"name\":\"t\",\"recording\":1}"))
                .isFalse();
        assertThat(RecordingReader.isRecording("")).isFalse();
    }
}
