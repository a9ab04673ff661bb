package io.endpointslice.simulator.recording;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import io.endpointslice.config.ConfigException;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.simulator.timeline.Change;
import io.endpointslice.simulator.timeline.Moment;
import io.endpointslice.simulator.timeline.Pace;
import io.endpointslice.simulator.timeline.Scene;
import io.endpointslice.simulator.timeline.Timeline;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a recording: one JSON object on each line. The first is the {@link Header}; as many follow as there were objects at the
 * beginning; all others are events, with their time {@code at} in milliseconds since then, in order. Every mistake is one line: file,
 * line, what is wrong, and what belongs there.
 */
public final class RecordingReader {
    private static final Pattern BEGINNING = Pattern.compile("\\s*\\{\\s*\"recording\"\\s*:");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String A_LINE = "a line of a recording";
    private static final String UNBEGUN =
            "the recording breaks off before its beginning is whole: it has to be made again";

    private final String source;
    private final List<String> lines;
    private final boolean endsInLine;
    private final Sight sight = new Sight();
    private final ImmutableList.Builder<Moment> moments = ImmutableList.builder();
    private final List<Change> current = new ArrayList<>();
    private int number;
    private int beginning = 1;
    private long now;

    private RecordingReader(String source, String text) {
        this.source = source;
        this.lines = text.lines().toList();
        this.endsInLine = !text.endsWith("\n");
    }

    /** Whether that text looks like a recording, be it a broken one. */
    public static boolean isRecording(String text) {
        return BEGINNING.matcher(text).lookingAt();
    }

    /**
     * The recording in that text. All Services with a selector are played.
     *
     * @param source where it comes from, for messages
     * @param name of the timeline
     * @throws ConfigException if it is no recording, or tells what can't happen
     */
    public static Timeline read(String source, String name, String text) {
        return new RecordingReader(source, text).timeline(name);
    }

    private Timeline timeline(String name) {
        Header header = header(next("the first line of a recording"));
        beginning += header.objects();
        for (int i = 0; i < header.objects(); i++) {
            object(i);
        }
        Scene start = new Scene(
                sight.services().stream().filter(ServiceFacts::isSelecting).collect(toImmutableList()),
                sight.nodes(),
                sight.pods());
        boolean published = !start.services().isEmpty();
        boolean ended = false;
        while (hasNext()) {
            LineFields line = next(A_LINE);
            if (ended) {
                throw line.mistake("there is more after the end of the recording");
            }
            at(line);
            ended = line.flag("end");
            if (!ended) {
                Change change = event(line);
                published |= change instanceof Change.ServiceSeen seen
                        && seen.service().isSelecting();
                current.add(change);
            }
            line.end();
        }
        close(ended);
        if (!published) {
            throw new ConfigException(source + ": no Service with a selector was there, whose slices could be written");
        }
        return new Timeline(name, header.about(), header.maxEndpointsPerSlice(), Pace.REAL, start, moments.build());
    }

    private static Header header(LineFields line) {
        long format = line.number("recording", 1, Integer.MAX_VALUE);
        if (format != Header.FORMAT) {
            throw line.mistake("this is a recording of format " + format + ", and only format " + Header.FORMAT
                    + " is known here: use the version that it was made with");
        }
        Header header = new Header(
                line.text("about"),
                Math.toIntExact(line.number("maxEndpointsPerSlice", 1, ControllerConfig.MAX_ENDPOINTS_PER_SLICE_LIMIT)),
                instant(line, line.requiredText("began")),
                Math.toIntExact(line.number("objects", 0, Integer.MAX_VALUE)));
        line.end();
        return header;
    }

    private static Instant instant(LineFields line, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException noTime) {
            throw line.mistake("began: '" + text + "' is no time such as 2026-01-31T12:00:00Z");
        }
    }

    private void object(int known) {
        if (!hasNext()) {
            throw new ConfigException(source + ":" + number + ": " + UNBEGUN);
        }
        LineFields line = next(A_LINE);
        Change change = FactsFields.change(line);
        if (isDeparture(change) || !sight.take(change) || sight.size() != known + 1) {
            throw line.mistake("this can't be one of the objects that are there at the beginning: "
                    + (isDeparture(change) ? "it goes" : "it is there already"));
        }
        line.end();
    }

    private Change event(LineFields line) {
        Change change = FactsFields.change(line);
        if (!sight.take(change) && isDeparture(change)) {
            throw line.mistake("what goes here is not there");
        }
        return change;
    }

    private static boolean isDeparture(Change change) {
        return change instanceof Change.PodGone
                || change instanceof Change.ServiceGone
                || change instanceof Change.NodeGone;
    }

    private void at(LineFields line) {
        long at = line.number("at", 1, Long.MAX_VALUE);
        if (at < now) {
            throw line.mistake("at: " + at + " is before the line above, which is at " + now);
        }
        if (at > now) {
            close(false);
            now = at;
        }
    }

    /** An end without changes counts as a moment too: until then it was quiet. */
    private void close(boolean even) {
        if (!current.isEmpty() || even) {
            moments.add(new Moment(now, ImmutableList.copyOf(current)));
            current.clear();
        }
    }

    private boolean hasNext() {
        return number < lines.size();
    }

    private LineFields next(String what) {
        String text = lines.get(number);
        number++;
        String place = source + ":" + number;
        try {
            return new LineFields(place, what, JSON.readTree(text));
        } catch (JacksonException failure) {
            throw new ConfigException(place + ": " + reason(failure), failure);
        }
    }

    private String reason(JacksonException failure) {
        if (!hasNext() && endsInLine) {
            return number <= beginning
                    ? UNBEGUN
                    : "the last line breaks off, as if the recording had been killed while it wrote: remove that line, and "
                            + "the rest can be played";
        }
        return CharMatcher.breakingWhitespace().trimAndCollapseFrom(failure.getOriginalMessage(), ' ');
    }
}
