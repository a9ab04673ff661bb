package io.endpointslice.cli.record;

import com.google.common.base.Strings;
import io.endpointslice.simulator.recording.Recorder;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Says on standard error how far a recording is: on a terminal in one line that is drawn again and again. */
public final class RecordProgress {
    /** Between two lines, where nothing can be drawn. */
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

    private final PrintWriter err;
    private final boolean live;
    private Duration lastSaid = Duration.ZERO;
    private int drawn;

    /**
     * Nothing is said yet.
     *
     * @param live whether lines may be drawn anew
     */
    public RecordProgress(PrintWriter err, boolean live) {
        this.err = err;
        this.live = live;
    }

    /** The recording has begun with so much. */
    void begun(Recorder.Objects objects, RecordingFile file) {
        say("recording to " + file.path() + ": " + count(objects.services(), "Service") + ", "
                + count(objects.pods(), "Pod") + ", " + count(objects.nodes(), "Node")
                + " at the beginning; Ctrl-C ends it");
    }

    /**
     * So it stands now.
     *
     * @param notWatched the resources that have no watch at the moment
     */
    void stands(Duration elapsed, int events, List<String> notWatched) {
        String line = count(events, "event") + " in " + text(elapsed)
                + (notWatched.isEmpty() ? "" : "; no watch on " + String.join(", ", notWatched));
        if (live) {
            err.print("\r" + Strings.padEnd(line, drawn, ' '));
            err.flush();
            drawn = line.length();
        } else if (elapsed.minus(lastSaid).compareTo(BETWEEN_LINES) >= 0) {
            lastSaid = elapsed;
            say(line);
        }
    }

    /** It is over. */
    void ended(Duration elapsed, int events, String play) {
        say(count(events, "event") + " in " + text(elapsed) + "; play it: " + play);
    }

    /** Takes away what is drawn, and says one line. */
    void say(String line) {
        if (drawn > 0) {
            err.print("\r" + " ".repeat(drawn) + "\r");
            drawn = 0;
        }
        err.println(line);
        err.flush();
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String text(Duration elapsed) {
        return Duration.ofSeconds(elapsed.toSeconds())
                .toString()
                .substring("PT".length())
                .toLowerCase(Locale.ROOT);
    }
}
