package io.endpointslice.plan;

import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.fixtures.Facts;
import io.endpointslice.fixtures.SliceFixture;
import io.endpointslice.model.Hints;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What writes do to endpoints, by the smallest examples. */
final class EndpointChangesTest {
    private static final ServiceFacts WEB = service("web").build();
    private static final ImmutableSortedSet<Reason> REASON = ImmutableSortedSet.of(Reason.ENDPOINT_ADDED);

    @Test
    @DisplayName("a new slice adds its endpoints, a slice that goes removes them")
    void createAndDelete() {
        assertThat(changes(create("a", "b"))).isEqualTo(new EndpointChanges(2, 0, 0));
        assertThat(changes(delete("a", "b", "c"))).isEqualTo(new EndpointChanges(0, 0, 3));
        assertThat(changes(create())).isEqualTo(EndpointChanges.NONE);
    }

    @Test
    @DisplayName("E9: an endpoint that stays is changed only if it differs")
    void update() {
        Slice before = holding("a", "b", "c").build();
        Slice after = holding("b", "d").endpoint("c", "10.0.0.250").build();
        assertThat(changes(update(before, after)))
                .as("another address is another endpoint")
                .isEqualTo(new EndpointChanges(2, 0, 2));
        Slice hinted = holding()
                .endpoint(before.endpoints().get(0).withHints(new Hints(ImmutableList.of("z1"), ImmutableList.of())))
                .build();
        assertThat(changes(update(before, hinted))).isEqualTo(new EndpointChanges(0, 1, 2));
        assertThat(changes(update(before, holding("c", "b", "a").build())))
                .as("the order says nothing")
                .isEqualTo(EndpointChanges.NONE);
    }

    @Test
    @DisplayName("an endpoint that moves between slices that are written is neither added nor removed")
    void move() {
        assertThat(changes(
                        delete("a", "b"),
                        update(holding("c").build(), holding("a", "b", "c").build())))
                .isEqualTo(EndpointChanges.NONE);
        assertThat(changes(update(holding("a", "b").build(), holding("a").build()), create("b")))
                .isEqualTo(EndpointChanges.NONE);
    }

    @Test
    @DisplayName("E6: under another port list it is another endpoint")
    void otherPorts() {
        Slice before = holding("a", "b").ports(tcp("http", 80)).build();
        Slice after = holding("a", "b").ports(tcp("http", 81)).build();
        assertThat(changes(update(before, after))).isEqualTo(new EndpointChanges(2, 0, 2));
    }

    @Test
    @DisplayName("E17: an endpoint that stood in two slices is removed from one")
    void duplicate() {
        assertThat(changes(
                        update(holding("a", "b").build(), holding("a", "b").build()),
                        update(holding("a", "c").build(), holding("c").build())))
                .isEqualTo(new EndpointChanges(0, 0, 1));
    }

    private static EndpointChanges changes(SliceWrite... writes) {
        return EndpointChanges.of(ImmutableList.copyOf(writes));
    }

    private static SliceWrite create(String... pods) {
        return new SliceWrite.Create(fill(Facts.slice(WEB, ""), pods).build(), REASON);
    }

    private static SliceWrite update(Slice before, Slice after) {
        return new SliceWrite.Update(before, after, REASON);
    }

    private static SliceWrite delete(String... pods) {
        return new SliceWrite.Delete(holding(pods).build(), REASON);
    }

    private static SliceFixture holding(String... pods) {
        return fill(Facts.slice(WEB, "web-1"), pods);
    }

    private static SliceFixture fill(SliceFixture slice, String... pods) {
        for (String pod : pods) {
            slice.endpoint(pod, "10.0.0." + (int) pod.charAt(0));
        }
        return slice;
    }
}
