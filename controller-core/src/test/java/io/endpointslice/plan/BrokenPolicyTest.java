package io.endpointslice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import io.endpointslice.fixtures.Facts;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.packing.MinimalPolicy;
import io.endpointslice.packing.Packing;
import io.endpointslice.packing.PackingPolicy;
import io.endpointslice.packing.SliceState;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A policy that breaks P3 on purpose. */
class BrokenPolicyTest {
    private static final ServiceFacts SERVICE =
            Facts.service("web").port("http", 8080).build();

    /** Two slices that have to be written give each other their first endpoint. */
    private static final PackingPolicy SWAPPING = (group, exchange) -> {
        ImmutableIntArray first = ((SliceState.Forced) group.slices().get(0)).kept();
        ImmutableIntArray second = ((SliceState.Forced) group.slices().get(1)).kept();
        return new Packing(ImmutableList.of(swapped(first, second), swapped(second, first)), ImmutableList.of());
    };

    private static ImmutableIntArray swapped(ImmutableIntArray own, ImmutableIntArray other) {
        return ImmutableIntArray.builder()
                .add(other.get(0))
                .addAll(own.subArray(1, own.length()))
                .build();
    }

    /** Full slices, of each of which one Pod is no longer ready. */
    private static ServiceSnapshot snapshot() {
        return Facts.snapshot(SERVICE)
                .node("n1", "z1")
                .pods(
                        Facts.pod("a").ip("10.0.0.1").node("n1").ready(true),
                        Facts.pod("b").ip("10.0.0.2").node("n1").ready(false),
                        Facts.pod("c").ip("10.0.0.3").node("n1").ready(true),
                        Facts.pod("d").ip("10.0.0.4").node("n1").ready(false))
                .slices(
                        Facts.slice(SERVICE, "web-1")
                                .ports(Facts.tcp("http", 8080))
                                .endpoint("a", "10.0.0.1")
                                .endpoint("b", "10.0.0.2"),
                        Facts.slice(SERVICE, "web-2")
                                .ports(Facts.tcp("http", 8080))
                                .endpoint("c", "10.0.0.3")
                                .endpoint("d", "10.0.0.4"))
                .build();
    }

    @DisplayName("P3: slices that give to each other in a circle are caught before anything is written")
    @Test
    void caught() {
        assertThatThrownBy(() -> new SlicePlanner(SWAPPING, 2).plan(snapshot(), Optional.empty()))
                .isInstanceOf(PlanViolationException.class)
                .hasMessageStartingWith("P3 is broken for shop/web")
                .hasMessageContaining("unpublished");
    }

    @DisplayName("the same slices by a policy that is right")
    @Test
    void right() {
        assertThat(new SlicePlanner(new MinimalPolicy(), 2)
                        .plan(snapshot(), Optional.empty())
                        .writes())
                .hasSize(2);
    }
}
