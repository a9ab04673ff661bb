package io.endpointslice.plan;

import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static io.endpointslice.fixtures.Facts.snapshot;
import static io.endpointslice.fixtures.Facts.tcp;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.fixtures.SliceFixture;
import io.endpointslice.mapping.EndpointMapper;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A plan that would break an invariant is found before anything is written. */
class PlanCheckTest {
    private static final ServiceFacts SERVICE =
            service("web").port("http", 8080).build();
    private static final ImmutableSortedSet<Reason> REASONS = ImmutableSortedSet.of(Reason.RECEIVED);

    /** Pods a and b, in a slice each. */
    private final ServiceSnapshot twoSlices = snapshot(SERVICE)
            .node("n1", "")
            .pods(pod("a").ip("10.0.0.1").ready(), pod("b").ip("10.0.0.2").ready())
            .slices(one().endpoint("a", "10.0.0.1"), two().endpoint("b", "10.0.0.2"))
            .build();

    private final SliceWrite oneTakesBoth = new SliceWrite.Update(
            one().endpoint("a", "10.0.0.1").build(),
            one().endpoint("a", "10.0.0.1").endpoint("b", "10.0.0.2").build(),
            REASONS);
    private final SliceWrite twoGoes =
            new SliceWrite.Delete(two().endpoint("b", "10.0.0.2").build(), REASONS);

    @Test
    void aMoveThatPublishesFirstIsRight() {
        assertThatCode(() -> check(2, oneTakesBoth, twoGoes)).doesNotThrowAnyException();
    }

    @Test
    void p3AMoveThatUnpublishesFirstIsRefused() {
        assertThatThrownBy(() -> check(2, twoGoes, oneTakesBoth))
                .isInstanceOf(PlanViolationException.class)
                .hasMessageStartingWith("P3 is broken for shop/web")
                .hasMessageContaining("leaves b unpublished");
    }

    @Test
    void p1ASliceAboveTheCapIsRefused() {
        assertThatThrownBy(() -> check(1, oneTakesBoth, twoGoes))
                .hasMessageStartingWith("P1 is broken for shop/web")
                .hasMessageContaining("holds more than 1 endpoints");
    }

    @Test
    void p1AnEndpointThatStandsTwiceAtTheEndIsRefused() {
        assertThatThrownBy(() -> check(2, oneTakesBoth)).hasMessageContaining("is published 2 times at the end");
    }

    @Test
    void p1AnEndpointThatIsNotDesiredIsRefused() {
        SliceWrite stranger = new SliceWrite.Update(
                one().endpoint("a", "10.0.0.1").build(),
                one().endpoint("a", "10.0.0.1").endpoint("c", "10.0.0.3").build(),
                REASONS);
        assertThatThrownBy(() -> check(2, stranger)).hasMessageContaining("publishes what is not desired");
    }

    private void check(int cap, SliceWrite... writes) {
        PlanCheck.check(twoSlices, EndpointMapper.map(twoSlices), List.of(writes), cap, true);
    }

    private static SliceFixture one() {
        return slice(SERVICE, "one").ports(tcp("http", 8080));
    }

    private static SliceFixture two() {
        return slice(SERVICE, "two").ports(tcp("http", 8080));
    }
}
