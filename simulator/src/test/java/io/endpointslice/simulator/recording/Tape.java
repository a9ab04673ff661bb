package io.endpointslice.simulator.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Ticker;
import io.endpointslice.simulator.timeline.Change;
import io.endpointslice.simulator.timeline.Moment;
import io.endpointslice.simulator.timeline.Timeline;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** A recorder under a clock that stands still but for what a test tells it. */
final class Tape {
    static final Instant BEGAN = Instant.parse("2026-01-31T12:00:00Z");

    private final StringWriter out = new StringWriter();
    private final Recorder recorder;
    private long nanos;

    Tape(String key) {
        recorder = new Recorder("A test", pseudonyms(key), new Ticker() {
            @Override
            public long read() {
                return nanos;
            }
        });
    }

    /** Pseudonyms that a test can tell again. */
    static Pseudonyms pseudonyms(String key) {
        return Pseudonyms.ofKey(Arrays.copyOf(key.getBytes(UTF_8), Pseudonyms.KEY_BYTES));
    }

    /** All that happens in that timeline, recorded. */
    static String of(Timeline timeline, String key) {
        Tape tape = new Tape(key);
        timeline.start().nodes().forEach(node -> tape.show(new Change.NodeSeen(node)));
        timeline.start().services().forEach(service -> tape.show(new Change.ServiceSeen(service)));
        timeline.start().pods().forEach(pod -> tape.show(new Change.PodSeen(pod)));
        tape.begin();
        for (Moment moment : timeline.moments()) {
            tape.at(moment.atMillis());
            moment.changes().forEach(tape::show);
        }
        tape.end();
        return tape.text();
    }

    /** Now it is so long after the start of the test. */
    void at(long millis) {
        nanos = Duration.ofMillis(millis).toNanos();
    }

    void show(Change... changes) {
        for (Change change : changes) {
            written(() -> recorder.show(change));
        }
    }

    void begin() {
        written(() -> recorder.begin(out, BEGAN));
    }

    void end() {
        written(recorder::end);
    }

    int events() {
        return recorder.events();
    }

    /** What stands in the file now. */
    String text() {
        return out.toString();
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void written(Writing writing) {
        try {
            writing.run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
