package io.endpointslice.simulator.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.simulator.timeline.Change;
import io.endpointslice.simulator.timeline.Moment;
import io.endpointslice.simulator.timeline.PlainObjects;
import io.endpointslice.simulator.timeline.Timeline;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is written, and when. */
class RecorderTest {
    private static final ServiceFacts WEB = PlainObjects.service("web", ImmutableMap.of("app", "web"));
    private static final NodeFacts NODE = PlainObjects.nodes(1, 1).get(0);

    private final Tape tape = new Tape("a key");

    private static PodFacts pod(int number, boolean ready) {
        return PlainObjects.pod(
                new PlainObjects.Identity(
                        PlainObjects.pod("web-" + number),
                        "uid-" + number,
                        ImmutableMap.of("app", "web"),
                        PlainObjects.address(number)),
                new PlainObjects.Standing(false, ready, false),
                PlainObjects.nodeName(0));
    }

    private Timeline played() {
        return RecordingReader.read("r.jsonl", "r", tape.text());
    }

    private static int changes(Moment moment) {
        return moment.changes().size();
    }

    @DisplayName("nothing is written before the beginning; then all that is there: Nodes, Services, Pods")
    @Test
    void beginning() {
        tape.show(new Change.PodSeen(pod(1, false)), new Change.ServiceSeen(WEB), new Change.NodeSeen(NODE));
        tape.at(500);
        tape.show(
                new Change.PodSeen(pod(1, true)),
                new Change.PodSeen(pod(2, true)),
                new Change.PodGone(pod(2, true).key()));
        assertThat(tape.text()).isEmpty();

        tape.begin();

        assertThat(tape.text().lines())
                .hasSize(4)
                .startsWith("{\"recording\":1,\"about\":\"A test, recorded from 2026-01-31T12:00:00Z on\","
                        + "\"maxEndpointsPerSlice\":100,\"began\":\"2026-01-31T12:00:00Z\",\"objects\":3}");
        assertThat(tape.events()).isZero();
        assertThat(played().start().pods())
                .singleElement()
                .satisfies(pod -> assertThat(pod.ready()).isTrue());
    }

    @DisplayName("each event is a line at once, with the time since the beginning; at first, 1 ms")
    @Test
    void events() {
        tape.at(10_000);
        tape.show(new Change.ServiceSeen(WEB), new Change.NodeSeen(NODE));
        tape.begin();
        tape.show(new Change.PodSeen(pod(1, true)));
        assertThat(tape.text().lines().skip(3)).singleElement().asString().startsWith("{\"at\":1,\"pod\":{");
        tape.at(10_700);
        tape.show(
                new Change.PodSeen(pod(2, true)),
                new Change.PodGone(pod(1, true).key()));
        tape.show(new Change.ServiceGone(WEB.key()), new Change.NodeGone(NODE.name()));
        tape.at(12_000);
        tape.end();
        tape.show(new Change.PodSeen(pod(3, true)));

        assertThat(tape.events()).isEqualTo(5);
        assertThat(tape.text()).endsWith("\n{\"at\":2000,\"end\":true}\n");
        assertThat(played().moments()).extracting(Moment::atMillis).containsExactly(1L, 700L, 2_000L);
        assertThat(played().moments()).extracting(RecorderTest::changes).containsExactly(1, 4, 0);
        assertThat(played().endMillis()).isEqualTo(2_000);
    }

    @DisplayName("R3: what is seen again as it was, or goes that was not there, is no event")
    @Test
    void repetitions() {
        tape.show(new Change.PodSeen(pod(1, true)), new Change.ServiceSeen(WEB), new Change.NodeSeen(NODE));
        tape.begin();
        String begun = tape.text();

        tape.show(new Change.PodSeen(pod(1, true)), new Change.ServiceSeen(WEB), new Change.NodeSeen(NODE));
        tape.show(
                new Change.PodGone(pod(2, true).key()),
                new Change.ServiceGone(
                        PlainObjects.service("other", ImmutableMap.of()).key()),
                new Change.NodeGone("other"));

        assertThat(tape.text()).isEqualTo(begun);
    }

    @DisplayName("at any moment the file is whole: each line is flushed")
    @Test
    void flushed() throws IOException {
        StringBuilder flushed = new StringBuilder();
        Writer out = new Writer() {
            private final StringBuilder held = new StringBuilder();

            @Override
            public void write(char[] text, int from, int length) {
                held.append(text, from, length);
            }

            @Override
            public void flush() {
                flushed.append(held);
                held.setLength(0);
            }

            @Override
            public void close() {
                held.setLength(0);
            }
        };
        Recorder recorder = new Recorder("A test", Tape.pseudonyms("a key"), Ticker.systemTicker());
        recorder.show(new Change.ServiceSeen(WEB));
        recorder.begin(out, Tape.BEGAN);
        assertThat(flushed.toString().lines()).hasSize(2);
        recorder.show(new Change.PodSeen(pod(1, true)));
        assertThat(flushed.toString().lines()).hasSize(3);
        recorder.end();
        assertThat(flushed.toString().lines()).hasSize(4);
        assertThat(flushed).endsWith("\n");
    }

    @DisplayName("a recording begins once, and has one end")
    @Test
    void once() {
        assertThatThrownBy(tape::end).isInstanceOf(IllegalStateException.class);
        tape.begin();
        assertThatThrownBy(tape::begin).isInstanceOf(IllegalStateException.class);
        tape.end();
        String whole = tape.text();
        tape.end();
        assertThat(tape.text()).isEqualTo(whole);
    }

    @DisplayName("after a line that could not be written, none follows")
    @Test
    void diskFull() throws IOException {
        StringBuilder written = new StringBuilder();
        Recorder recorder = new Recorder("A test", Tape.pseudonyms("a key"), Ticker.systemTicker());
        recorder.begin(
                new Writer() {
                    @Override
                    public void write(char[] text, int from, int length) throws IOException {
                        if (written.length() > 200) {
                            throw new IOException("no space left");
                        }
                        written.append(text, from, length);
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                },
                Tape.BEGAN);
        recorder.show(new Change.PodSeen(pod(1, true)));
        String full = written.toString();

        assertThatThrownBy(() -> recorder.show(new Change.PodSeen(pod(2, true))))
                .hasMessage("no space left");
        recorder.show(new Change.PodSeen(pod(3, true)));
        recorder.end();

        assertThat(written).hasToString(full);
        assertThat(recorder.events()).isEqualTo(1);
    }

    @DisplayName("Services without a selector are there, but not played, until they get one")
    @Test
    void selectors() {
        ServiceFacts without = new ServiceFacts(
                PlainObjects.service("db", ImmutableMap.of()).key(),
                "uid-db",
                ImmutableMap.of(),
                false,
                Optional.empty(),
                ImmutableList.of(),
                "",
                false,
                ImmutableList.of(),
                Optional.empty(),
                false,
                false,
                "");
        tape.show(new Change.ServiceSeen(without), new Change.ServiceSeen(WEB));
        tape.begin();
        tape.show(new Change.ServiceSeen(without.withSelector(ImmutableMap.of("app", "db"))));

        assertThat(played().start().services()).hasSize(1);
        assertThat(played().moments()).extracting(RecorderTest::changes).containsExactly(1);
    }
}
