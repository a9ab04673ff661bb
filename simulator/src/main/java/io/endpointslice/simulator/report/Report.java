package io.endpointslice.simulator.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multimaps;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.simulator.Run;
import io.endpointslice.simulator.trace.Trace;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Runs beside each other: all that the charts of an HTML report are drawn from.
 *
 * @param command makes the same report again
 * @param options what was chosen, or left at its default, by name
 * @param stories the runs of each trace
 */
public record Report(String command, ImmutableMap<String, String> options, ImmutableList<Story> stories) {
    /** The most moments of a story that are shown. */
    static final int MOST_MOMENTS = 125;

    /**
     * The runs of one trace.
     *
     * @param moments the syncs after which the runs are shown: the initial one, 0, the last one, and some at equal distances between
     */
    record Story(String trace, String about, ImmutableIntArray moments, ImmutableList<Entry> entries) {}

    /**
     * One run of a story.
     *
     * @param toReference its writes to those of the reference with the same limit, if that ran and wrote
     * @param boundToReference the lower bound to the same
     * @param sample the run at the story's moments
     */
    record Entry(Run run, OptionalDouble toReference, OptionalDouble boundToReference, Course.Sample sample) {}

    /** A run of that trace, and how it went. */
    public record Observed(Trace trace, Run run, Course course) {}

    /** A report of those runs, in their order. */
    public static Report of(String command, ImmutableMap<String, String> options, List<Observed> runs) {
        ImmutableListMultimap<Trace, Observed> byTrace = Multimaps.index(runs, Observed::trace);
        return new Report(
                command,
                options,
                byTrace.asMap().entrySet().stream()
                        .map(trace -> story(trace.getKey(), trace.getValue()))
                        .collect(toImmutableList()));
    }

    /** The runs' figures, in the order of the stories. */
    public ImmutableList<Run> runs() {
        return stories.stream()
                .flatMap(story -> story.entries().stream())
                .map(Entry::run)
                .collect(toImmutableList());
    }

    private static Story story(Trace trace, Collection<Observed> observed) {
        ImmutableIntArray moments = moments(trace.steps().size());
        Comparison comparison =
                new Comparison(observed.stream().map(Observed::run).collect(toImmutableList()));
        return new Story(
                trace.name(),
                trace.about(),
                moments,
                observed.stream()
                        .map(one -> new Entry(
                                one.run(),
                                comparison.writes(one.run()),
                                comparison.bound(one.run()),
                                one.course().at(moments)))
                        .collect(toImmutableList()));
    }

    /** 0, the last one, and between them those that 1, 2, 5, 10, 20, 50 ... divides: as small as leaves few enough. */
    static ImmutableIntArray moments(int last) {
        int distance = 1;
        for (int i = 0; last / distance >= MOST_MOMENTS - 1; i++) {
            distance = i % 3 == 1 ? distance / 2 * 5 : distance * 2;
        }
        ImmutableIntArray.Builder moments = ImmutableIntArray.builder();
        for (int sync = 0; sync < last; sync += distance) {
            moments.add(sync);
        }
        return moments.add(last).build();
    }
}
