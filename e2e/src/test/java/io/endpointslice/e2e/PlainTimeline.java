package io.endpointslice.e2e;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.e2e.PlainSight.Kind;
import io.endpointslice.simulator.timeline.Change;
import io.endpointslice.simulator.timeline.Moment;
import io.endpointslice.simulator.timeline.Scene;
import io.endpointslice.simulator.timeline.Timeline;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;

/**
 * A recording told under the plain names of the cluster, as another watch has seen the same changes.
 *
 * @param names what those in the recording stand for
 */
record PlainTimeline(Timeline timeline, HashedNames names) {
    /** Fails unless both have seen the same. */
    static PlainTimeline of(Timeline recorded, PlainSight plain) {
        Telling telling = new Telling(plain);
        Scene start = recorded.start();
        Scene told = new Scene(
                telling.objects(
                        start.services(), Change.ServiceSeen::new, change -> ((Change.ServiceSeen) change).service()),
                telling.objects(start.nodes(), Change.NodeSeen::new, change -> ((Change.NodeSeen) change).node()),
                telling.objects(start.pods(), Change.PodSeen::new, change -> ((Change.PodSeen) change).pod()));
        ImmutableList<Moment> moments = recorded.moments().stream()
                .map(moment -> new Moment(moment.atMillis(), telling.changes(moment.changes())))
                .collect(toImmutableList());
        assertThat(telling.left.values()).noneMatch(Iterator::hasNext);
        return new PlainTimeline(
                new Timeline(
                        recorded.name(),
                        recorded.about(),
                        recorded.maxEndpointsPerSlice(),
                        recorded.pace(),
                        told,
                        moments),
                telling.names);
    }

    /** The changes of each kind come in the same order both ways. */
    private static final class Telling {
        private final HashedNames names = new HashedNames();
        private final Map<Kind, Iterator<Change>> left = new EnumMap<>(Kind.class);

        Telling(PlainSight plain) {
            for (Kind kind : Kind.values()) {
                left.put(kind, plain.changes(kind).iterator());
            }
        }

        <T> ImmutableList<T> objects(Collection<T> hashed, Function<T, Change> seen, Function<Change, T> object) {
            return hashed.stream().map(seen).map(this::plain).map(object).collect(toImmutableList());
        }

        ImmutableList<Change> changes(Collection<Change> hashed) {
            return hashed.stream().map(this::plain).collect(toImmutableList());
        }

        private Change plain(Change hashed) {
            Iterator<Change> ofKind = left.getOrDefault(
                    Kind.of(hashed), ImmutableList.<Change>of().iterator());
            assertThat(ofKind).as("a change beside %s", hashed).hasNext();
            Change plain = ofKind.next();
            names.learn(hashed, plain);
            return plain;
        }
    }
}
