package io.endpointslice.simulator.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multimaps;
import com.google.common.primitives.ImmutableLongArray;
import io.endpointslice.simulator.Run;
import io.endpointslice.simulator.timeline.Pace;
import io.endpointslice.simulator.timeline.Timeline;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Runs beside each other: all that the charts of an HTML report are drawn from.
 *
 * @param command makes the same report again
 * @param options what was chosen, or left at its default, by name
 * @param stories the runs of each subject
 */
public record Report(String command, ImmutableMap<String, String> options, ImmutableList<Story> stories) {
    /** The most times of a story that are shown. */
    static final int MOST_TIMES = 125;

    /** What time is counted in. */
    public enum TimeUnit {
        STEPS,
        MILLISECONDS
    }

    /** What policies were run on. */
    public record Subject(String name, String about, TimeUnit unit) {
        /** That timeline. */
        public static Subject of(Timeline timeline) {
            return new Subject(
                    timeline.name(),
                    timeline.about(),
                    timeline.pace() == Pace.STEPS ? TimeUnit.STEPS : TimeUnit.MILLISECONDS);
        }
    }

    /** A run on that subject, and how it went. */
    public record Observed(Subject subject, Run run, Course course) {}

    /**
     * The runs on one subject.
     *
     * @param times at which they are shown: 0, the end of the one that ends last, and some at equal distances between
     */
    record Story(Subject subject, ImmutableLongArray times, ImmutableList<Entry> entries) {}

    /**
     * One run of a story.
     *
     * @param toReference its writes to those of the reference with the same limit, if that ran and wrote
     * @param boundToReference the lower bound to the same
     * @param sample the run at the story's times
     */
    record Entry(Run run, OptionalDouble toReference, OptionalDouble boundToReference, Course.Sample sample) {}

    /** A report of those runs, in their order. */
    public static Report of(String command, ImmutableMap<String, String> options, List<Observed> runs) {
        ImmutableListMultimap<Subject, Observed> bySubject = Multimaps.index(runs, Observed::subject);
        return new Report(
                command,
                options,
                bySubject.asMap().entrySet().stream()
                        .map(subject -> story(subject.getKey(), subject.getValue()))
                        .collect(toImmutableList()));
    }

    /** The runs' figures, in the order of the stories. */
    public ImmutableList<Run> runs() {
        return stories.stream()
                .flatMap(story -> story.entries().stream())
                .map(Entry::run)
                .collect(toImmutableList());
    }

    private static Story story(Subject subject, Collection<Observed> observed) {
        ImmutableLongArray times = times(
                observed.stream().mapToLong(one -> one.course().end()).max().orElse(0));
        Comparison comparison =
                new Comparison(observed.stream().map(Observed::run).collect(toImmutableList()));
        return new Story(
                subject,
                times,
                observed.stream()
                        .map(one -> new Entry(
                                one.run(),
                                comparison.writes(one.run()),
                                comparison.bound(one.run()),
                                one.course().at(times)))
                        .collect(toImmutableList()));
    }

    /** 0, the end, and between them the multiples of 1, 2, 5, 10, 20, 50 ...: of the least that leaves few enough. */
    static ImmutableLongArray times(long end) {
        long distance = 1;
        for (int i = 0; end / distance >= MOST_TIMES - 1; i++) {
            distance = i % 3 == 1 ? distance / 2 * 5 : distance * 2;
        }
        ImmutableLongArray.Builder times = ImmutableLongArray.builder();
        for (long time = 0; time < end; time += distance) {
            times.add(time);
        }
        return times.add(end).build();
    }
}
