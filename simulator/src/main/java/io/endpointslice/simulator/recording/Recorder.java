package io.endpointslice.simulator.recording;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.base.Ticker;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.simulator.timeline.Change;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a recording, as {@link RecordingReader} reads it. What is shown before {@link #begin} is what there is at its beginning;
 * what is shown afterwards is written at once, with its time. Repetitions are not written. Each line is flushed, so that a process
 * may end at any moment and leaves a file that is whole but for its last line at the most. Safe for several threads.
 */
public final class Recorder {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String what;
    private final Pseudonyms pseudonyms;
    private final Ticker ticker;
    private final Sight sight = new Sight();
    private Optional<Tape> tape = Optional.empty();
    private boolean ended;

    /** Where it writes, since when in nanoseconds of the ticker, and how many events so far. */
    private static final class Tape {
        private final Writer out;
        private final long sinceNanos;
        private int events;

        Tape(Writer out, long sinceNanos) {
            this.out = out;
            this.sinceNanos = sinceNanos;
        }
    }

    /** What there is at a moment. */
    public record Objects(int nodes, int services, int pods) {}

    /**
     * A recorder that has been shown nothing.
     *
     * @param what what is recorded, for people; without names
     * @param ticker measures the times of events
     */
    public Recorder(String what, Pseudonyms pseudonyms, Ticker ticker) {
        this.what = what;
        this.pseudonyms = pseudonyms;
        this.ticker = ticker;
    }

    /**
     * A watch shows this now.
     *
     * @throws IOException if it cannot be written
     */
    public synchronized void show(Change change) throws IOException {
        if (sight.take(change) && tape.isPresent() && !ended) {
            Tape running = tape.get();
            ObjectNode line = atNow(running);
            FactsJson.put(line, pseudonyms.of(change));
            write(running, line);
            running.events++;
        }
    }

    /**
     * The recording begins now, with what was shown so far.
     *
     * @param now the time of day, for readers
     * @return what is there
     * @throws IOException if it cannot be written
     */
    public synchronized Objects begin(Writer out, Instant now) throws IOException {
        checkState(tape.isEmpty(), "a recording begins once");
        Tape begun = new Tape(out, ticker.read());
        tape = Optional.of(begun);
        Instant began = now.truncatedTo(ChronoUnit.SECONDS);
        out.write(header(new Header(
                        what + ", recorded from " + began + " on",
                        ControllerConfig.DEFAULT.maxEndpointsPerSlice(),
                        began,
                        sight.size()))
                + "\n");
        for (Change change : (Iterable<Change>) sight.all()::iterator) {
            ObjectNode line = JSON.objectNode();
            FactsJson.put(line, pseudonyms.of(change));
            out.write(line + "\n");
        }
        out.flush();
        return new Objects(
                sight.nodes().size(), sight.services().size(), sight.pods().size());
    }

    /**
     * The recording ends now; what is shown later is not written. Does nothing if it has ended, or something could not be written: a
     * recording without the line that is written here ends with its last event.
     *
     * @throws IOException if it cannot be written
     */
    public synchronized void end() throws IOException {
        checkState(tape.isPresent(), "a recording ends after it has begun");
        if (!ended) {
            Tape running = tape.get();
            write(running, atNow(running).put("end", true));
            ended = true;
        }
    }

    /** How many events were written so far. */
    public synchronized int events() {
        return tape.map(running -> running.events).orElse(0);
    }

    /** For how long it has been recording. */
    public synchronized Duration elapsed() {
        return tape.map(this::elapsed).orElse(Duration.ZERO);
    }

    private Duration elapsed(Tape running) {
        return Duration.ofNanos(ticker.read() - running.sinceNanos);
    }

    private ObjectNode atNow(Tape running) {
        // at 0 is what there is at the start
        return JSON.objectNode().put("at", Math.max(1, elapsed(running).toMillis()));
    }

    /** After a line that is written in part, none may follow. */
    private void write(Tape running, ObjectNode line) throws IOException {
        try {
            running.out.write(line + "\n");
            running.out.flush();
        } catch (IOException failure) {
            ended = true;
            throw failure;
        }
    }

    private static ObjectNode header(Header header) {
        return JSON.objectNode()
                .put("recording", Header.FORMAT)
                .put("about", header.about())
                .put("maxEndpointsPerSlice", header.maxEndpointsPerSlice())
                .put("began", header.began().toString())
                .put("objects", header.objects());
    }
}
