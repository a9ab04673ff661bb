package io.endpointslice.plan;

import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static io.endpointslice.fixtures.Facts.snapshot;
import static io.endpointslice.fixtures.Facts.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.PackingPolicyName;
import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.fixtures.SliceFixture;
import io.endpointslice.fixtures.SnapshotFixture;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.ServiceFacts;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the reference is odd and we are not: {@code docs/differences.md}. */
class QuirksTest {
    private static final ServiceFacts SERVICE =
            service("web").port("http", 8080).build();

    @DisplayName("Q3, E12: the placeholder of an older Service is replaced, and is not updated")
    @ParameterizedTest
    @EnumSource
    void placeholderOfAnOlderService(PackingPolicyName policy) {
        SyncPlan plan = plan(
                policy, 100, snapshot(SERVICE).slices(slice(SERVICE, "web-old").ownerUid("uid-older")));

        assertThat(plan.writes()).extracting(SliceWrite::verb).containsExactly("create", "delete");
        assertThat(plan.writes().get(1).reasons()).containsExactly(Reason.FOREIGN_OWNER);
    }

    @DisplayName("Q4, E10: a reserved label that is wrong, or misses, is repaired by one update")
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void reservedLabels(boolean headless) {
        ServiceFacts service =
                headless ? service("web").port("http", 8080).headless().build() : SERVICE;
        SliceFixture published =
                slice(service, "web-1").ports(tcp("http", 8080)).endpoint("a", "10.0.0.1");
        SliceFixture wrong = headless
                ? published.withoutLabel(KubernetesNames.HEADLESS_LABEL)
                : published.label(KubernetesNames.HEADLESS_LABEL, "");

        SyncPlan plan = plan(
                PackingPolicyName.MERGING,
                100,
                snapshot(service).pods(ready("a", "10.0.0.1")).slices(wrong));

        assertThat(plan.writes()).singleElement().satisfies(write -> {
            assertThat(write.verb()).isEqualTo("update");
            assertThat(write.reasons()).containsExactly(Reason.LABELS);
            assertThat(write.slice().meta().labels().containsKey(KubernetesNames.HEADLESS_LABEL))
                    .isEqualTo(headless);
        });
    }

    @DisplayName("Q5: an empty slice beside one that is right is deleted")
    @ParameterizedTest
    @EnumSource
    void emptySlice(PackingPolicyName policy) {
        SyncPlan plan = plan(
                policy,
                100,
                snapshot(SERVICE)
                        .pods(ready("a", "10.0.0.1"))
                        .slices(ours("web-1").endpoint("a", "10.0.0.1"), ours("web-2")));

        assertThat(plan.writes()).singleElement().satisfies(write -> {
            assertThat(write.verb()).isEqualTo("delete");
            assertThat(write.slice().name()).isEqualTo("web-2");
        });
    }

    @DisplayName("Q5, P1, P3: a slice above the cap is split, the new slice first")
    @ParameterizedTest
    @EnumSource
    void sliceAboveTheCap(PackingPolicyName policy) {
        SyncPlan plan = plan(
                policy,
                2,
                snapshot(SERVICE)
                        .pods(ready("a", "10.0.0.1"), ready("b", "10.0.0.2"), ready("c", "10.0.0.3"))
                        .slices(ours("web-1")
                                .endpoint("a", "10.0.0.1")
                                .endpoint("b", "10.0.0.2")
                                .endpoint("c", "10.0.0.3")));

        assertThat(plan.writes()).extracting(SliceWrite::verb).containsExactly("create", "update");
        assertThat(plan.writes())
                .extracting(write -> write.slice().endpoints().size())
                .containsExactly(1, 2);
    }

    @DisplayName("Q6, P2: an emptied slice takes the new endpoints: one write, while another slice has room too")
    @ParameterizedTest
    @EnumSource
    void emptiedSlice(PackingPolicyName policy) {
        SyncPlan plan = plan(
                policy,
                2,
                snapshot(SERVICE)
                        .pods(ready("a", "10.0.0.1"), ready("new", "10.0.0.9"))
                        .slices(
                                ours("web-1").endpoint("a", "10.0.0.1"),
                                ours("web-2").endpoint("gone", "10.0.0.2")));

        assertThat(plan.writes()).singleElement().satisfies(write -> {
            assertThat(write.slice().name()).isEqualTo("web-2");
            assertThat(write.slice().endpoints())
                    .extracting(endpoint -> endpoint.identity().name())
                    .containsExactly("new");
        });
    }

    @DisplayName("E13: an existing right placeholder is kept; of two, one goes")
    @Test
    void placeholders() {
        SyncPlan one = plan(PackingPolicyName.MERGING, 100, snapshot(SERVICE).slices(slice(SERVICE, "web-1")));
        SyncPlan two = plan(
                PackingPolicyName.MERGING,
                100,
                snapshot(SERVICE).slices(slice(SERVICE, "web-1"), slice(SERVICE, "web-2")));

        assertThat(one.writes()).isEmpty();
        assertThat(two.writes()).extracting(SliceWrite::verb).containsExactly("delete");
    }

    @DisplayName("E13: the first Pod's endpoint takes the placeholder's place, and the last one leaves it behind")
    @Test
    void placeholderComesAndGoes() {
        SyncPlan first = plan(
                PackingPolicyName.MERGING,
                100,
                snapshot(SERVICE).pods(ready("a", "10.0.0.1")).slices(slice(SERVICE, "web-1")));
        SyncPlan last = plan(
                PackingPolicyName.MERGING,
                100,
                snapshot(SERVICE).slices(ours("web-1").endpoint("a", "10.0.0.1")));

        assertThat(first.writes()).extracting(SliceWrite::verb).containsExactly("update");
        assertThat(last.writes()).singleElement().satisfies(write -> {
            assertThat(write.verb()).isEqualTo("update");
            assertThat(write.slice().endpoints()).isEmpty();
            assertThat(write.slice().ports().ports()).isEmpty();
        });
    }

    @DisplayName("E17: an endpoint that stands in two slices stays in one")
    @ParameterizedTest
    @EnumSource
    void duplicate(PackingPolicyName policy) {
        SyncPlan plan = plan(
                policy,
                100,
                snapshot(SERVICE)
                        .pods(ready("a", "10.0.0.1"), ready("b", "10.0.0.2"), ready("c", "10.0.0.3"))
                        .slices(
                                ours("web-1").endpoint("a", "10.0.0.1").endpoint("b", "10.0.0.2"),
                                ours("web-2").endpoint("b", "10.0.0.2").endpoint("c", "10.0.0.3")));

        assertThat(plan.writes()).singleElement().satisfies(write -> {
            assertThat(write.reasons()).containsExactly(Reason.DUPLICATE);
            assertThat(write.slice().endpoints()).hasSize(1);
        });
    }

    private static SyncPlan plan(PackingPolicyName policy, int cap, SnapshotFixture snapshot) {
        return new SlicePlanner(
                        ControllerConfig.DEFAULT.withMaxEndpointsPerSlice(cap).withPacking(policy))
                .plan(snapshot.node("n1", "").build(), Optional.empty());
    }

    private static PodFixture ready(String name, String ip) {
        return pod(name).ip(ip).ready();
    }

    private static SliceFixture ours(String name) {
        return slice(SERVICE, name).ports(tcp("http", 8080));
    }
}
