package io.endpointslice.legacy;

import static io.endpointslice.fixtures.Facts.address;
import static io.endpointslice.fixtures.Facts.endpoints;
import static io.endpointslice.fixtures.Facts.endpointsSnapshot;
import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.tcp;
import static io.endpointslice.model.KubernetesNames.ENDPOINTS_CONTROLLER;
import static io.endpointslice.model.KubernetesNames.ENDPOINTS_MANAGED_BY_LABEL;
import static io.endpointslice.model.KubernetesNames.HEADLESS_LABEL;
import static io.endpointslice.model.KubernetesNames.LEADER_ANNOTATION;
import static io.endpointslice.model.KubernetesNames.OVER_CAPACITY_ANNOTATION;
import static io.endpointslice.model.KubernetesNames.TRIGGER_TIME_ANNOTATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.fixtures.EndpointsFixture;
import io.endpointslice.fixtures.PodFixture;
import io.endpointslice.fixtures.ServiceFixture;
import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.EndpointsSnapshot;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.EndpointsPlan;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.plan.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an Endpoints object is written or deleted, and what it is labelled with: L1, L3, L4, L6. */
class EndpointsPlannerTest {
    private static final EndpointsPlanner PLANNER = new EndpointsPlanner();
    private static final Instant CHANGED = Instant.parse("2026-03-01T10:05:00.250Z");

    @Nested
    class WithoutAService {
        private final EndpointsFixture managed =
                endpoints("web").label(ENDPOINTS_MANAGED_BY_LABEL, ENDPOINTS_CONTROLLER);

        @DisplayName(
                "L1: what this controller wrote goes, at start-up too; what others wrote, only if the Service was seen to go")
        @ParameterizedTest(name = "managed {0}, Service seen to go {1} -> deleted {2}")
        @CsvSource({"true, true, true", "true, false, true", "false, true, true", "false, false, false"})
        void leftover(boolean isManaged, boolean seen, boolean deleted) {
            EndpointsPlan plan = withoutService(isManaged ? managed : endpoints("web"), seen);

            assertThat(plan.writes()).hasSize(deleted ? 1 : 0).allSatisfy(write -> {
                assertThat(write.verb()).isEqualTo("delete");
                assertThat(write.reasons()).containsExactly(Reason.SERVICE_GONE);
            });
        }

        @DisplayName("L1: a lock of leader election never goes")
        @Test
        void leaderElection() {
            assertThat(withoutService(managed.annotation(LEADER_ANNOTATION, "{}"), true)
                            .writes())
                    .isEmpty();
        }

        @DisplayName("L1: nothing is written where there is nothing, or where it is being deleted already")
        @Test
        void nothingToDelete() {
            assertThat(withoutService(managed.deleting(), true).writes()).isEmpty();
            assertThat(PLANNER.plan(without(Optional.empty(), true), Optional.empty())
                            .writes())
                    .isEmpty();
        }

        private EndpointsPlan withoutService(EndpointsFixture endpoints, boolean seen) {
            return PLANNER.plan(without(Optional.of(endpoints.build()), seen), Optional.empty());
        }

        private EndpointsSnapshot without(Optional<LegacyEndpoints> endpoints, boolean seen) {
            return new EndpointsSnapshot(
                    new ServiceKey("shop", "web"), Optional.empty(), seen, ImmutableList.of(), endpoints);
        }
    }

    @DisplayName("L1: Services of type ExternalName and without a selector are skipped, whatever stands")
    @Test
    void skipped() {
        for (ServiceFixture service :
                List.of(service("web").externalName(), service("web").noSelector())) {
            assertThat(PLANNER.plan(
                                    endpointsSnapshot(
                                            service.build(),
                                            Optional.of(endpoints("web")
                                                    .label(ENDPOINTS_MANAGED_BY_LABEL, ENDPOINTS_CONTROLLER)
                                                    .build()),
                                            pod("a").ip("10.0.0.1").ready()),
                                    Optional.empty())
                            .writes())
                    .isEmpty();
        }
    }

    @Nested
    class LabelsAndAnnotations {
        @DisplayName("L4: the Service's labels, those of the headless where there is no cluster IP, and who writes it")
        @Test
        void labels() {
            assertThat(created(service("web").label("tier", "front")).meta().labels())
                    .isEqualTo(ImmutableMap.of("tier", "front", ENDPOINTS_MANAGED_BY_LABEL, ENDPOINTS_CONTROLLER));
            assertThat(created(service("web").headless()).meta().labels())
                    .isEqualTo(ImmutableMap.of(HEADLESS_LABEL, "", ENDPOINTS_MANAGED_BY_LABEL, ENDPOINTS_CONTROLLER));
        }

        @DisplayName("Q2, L4: labels of a Service that clash with ours are overruled, once")
        @Test
        void clashingLabels() {
            ServiceFixture service = service("web").label(HEADLESS_LABEL, "").label(ENDPOINTS_MANAGED_BY_LABEL, "me");
            LegacyEndpoints created = created(service);

            assertThat(created.meta().labels())
                    .isEqualTo(ImmutableMap.of(ENDPOINTS_MANAGED_BY_LABEL, ENDPOINTS_CONTROLLER));
            assertThat(plan(service, created, Optional.of(CHANGED)).writes()).isEmpty();
        }

        @DisplayName("L4, Q4: labels that differ are set right by one update, and nothing else changes")
        @Test
        void labelsDiffer() {
            ServiceFixture service = service("web").port("http", 8080).headless();
            EndpointsFixture stands = endpoints("web")
                    .label(ENDPOINTS_MANAGED_BY_LABEL, ENDPOINTS_CONTROLLER)
                    .annotation("team", "a")
                    .ready(List.of(address("a", "10.0.0.1")), tcp("http", 8080));

            EndpointsWrite write = onlyWrite(plan(
                    service,
                    stands.build(),
                    Optional.empty(),
                    pod("a").ip("10.0.0.1").ready()));

            assertThat(write.reasons()).containsExactly(Reason.ENDPOINTS_LABELS);
            assertThat(write.meta().labels()).containsEntry(HEADLESS_LABEL, "");
            assertThat(write.meta().annotations()).isEqualTo(ImmutableMap.of("team", "a"));
            assertThat(write.endpoints().subsets()).isEqualTo(stands.build().subsets());
        }

        @DisplayName("L6, E15: what is written says when; it is no reason to write, and goes when nothing is known")
        @Test
        void triggerTime() {
            ServiceFixture service = service("web").port("http", 8080);
            LegacyEndpoints created = onlyWrite(
                            PLANNER.plan(endpointsSnapshot(service.build(), Optional.empty()), Optional.of(CHANGED)))
                    .endpoints();

            assertThat(created.meta().annotations())
                    .isEqualTo(ImmutableMap.of(TRIGGER_TIME_ANNOTATION, "2026-03-01T10:05:00.25Z"));
            assertThat(plan(service, created, Optional.empty()).writes()).isEmpty();
            assertThat(onlyWrite(plan(
                                    service,
                                    created,
                                    Optional.empty(),
                                    pod("a").ip("10.0.0.1").ready()))
                            .meta()
                            .annotations())
                    .isEmpty();
        }

        @DisplayName("L5: an over-capacity annotation goes when all fits")
        @ParameterizedTest
        @CsvSource({"truncated", "warning"})
        void overCapacityNoMore(String value) {
            ServiceFixture service = service("web").port("http", 8080);
            LegacyEndpoints stands = endpoints("web")
                    .label(ENDPOINTS_MANAGED_BY_LABEL, ENDPOINTS_CONTROLLER)
                    .annotation(OVER_CAPACITY_ANNOTATION, value)
                    .build();

            EndpointsWrite write = onlyWrite(plan(service, stands, Optional.empty()));

            assertThat(write.reasons()).containsExactly(Reason.CAPACITY_ANNOTATION);
            assertThat(write.meta().annotations()).isEmpty();
        }
    }

    @Nested
    class Writes {
        private final ServiceFixture service = service("web").port("http", 8080).port("debug", 5005);
        private final PodFixture[] pods = {pod("a").ip("10.0.0.1").ready(), pod("b").ip("10.0.0.2")};

        @DisplayName("L2: an update in place, under the uid and version that stand, that says what changed")
        @Test
        void update() {
            LegacyEndpoints stands = created(service, pods);

            assertThat(reasons(stands, pods[0])).containsExactly(Reason.ADDRESS_REMOVED);
            assertThat(reasons(stands, pods[0], pods[1].ready())).containsExactly(Reason.ADDRESS_CHANGED);
            assertThat(reasons(
                            stands,
                            pods[0],
                            pods[1].ready(false),
                            pod("c").ip("10.0.0.3").ready()))
                    .containsExactly(Reason.ADDRESS_ADDED);
            assertThat(reasons(stands, pods[0], pods[1].uid("another")))
                    .containsExactly(Reason.ADDRESS_ADDED, Reason.ADDRESS_REMOVED);
        }

        @DisplayName("L3: an object that says the same in other subsets, or another order, is left as it is")
        @Test
        void sameInOtherSubsets() {
            EndpointAddress a = address("a", "10.0.0.1");
            EndpointAddress b = address("b", "10.0.0.2");
            EndpointsFixture split = endpoints("web")
                    .label(ENDPOINTS_MANAGED_BY_LABEL, ENDPOINTS_CONTROLLER)
                    .subset(List.of(), List.of(b), tcp("http", 8080))
                    .ready(List.of(a), tcp("http", 8080))
                    .subset(List.of(a), List.of(b), tcp("debug", 5005));
            EndpointsFixture otherOrder = endpoints("web")
                    .label(ENDPOINTS_MANAGED_BY_LABEL, ENDPOINTS_CONTROLLER)
                    .subset(List.of(a), List.of(b), tcp("debug", 5005), tcp("http", 8080));

            assertThat(plan(service, split.build(), Optional.empty(), pods).writes())
                    .isEmpty();
            assertThat(plan(service, otherOrder.build(), Optional.empty(), pods).writes())
                    .isEmpty();
        }

        private Iterable<Reason> reasons(LegacyEndpoints stands, PodFixture... now) {
            EndpointsWrite write = onlyWrite(plan(service, stands, Optional.empty(), now));
            assertThat(write).isInstanceOf(EndpointsWrite.Update.class);
            assertThat(write.meta().resourceVersion()).isEqualTo(stands.meta().resourceVersion());
            return write.reasons();
        }
    }

    private static LegacyEndpoints created(ServiceFixture service, PodFixture... pods) {
        ServiceFacts facts = service.build();
        EndpointsWrite write =
                onlyWrite(PLANNER.plan(endpointsSnapshot(facts, Optional.empty(), pods), Optional.empty()));
        assertThat(write.reasons()).containsExactly(Reason.NO_ENDPOINTS_OBJECT);
        assertThat(write.endpoints().service()).isEqualTo(facts.key());
        return write.endpoints();
    }

    private static EndpointsPlan plan(
            ServiceFixture service, LegacyEndpoints stands, Optional<Instant> triggerTime, PodFixture... pods) {
        return PLANNER.plan(endpointsSnapshot(service.build(), Optional.of(stands), pods), triggerTime);
    }

    private static EndpointsWrite onlyWrite(EndpointsPlan plan) {
        assertThat(plan.writes()).hasSize(1);
        return plan.writes().get(0);
    }
}
