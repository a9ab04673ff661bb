package io.endpointslice.plan;

import static io.endpointslice.fixtures.Facts.pod;
import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.fixtures.Facts.slice;
import static io.endpointslice.fixtures.Facts.snapshot;
import static io.endpointslice.fixtures.Facts.tcp;
import static io.endpointslice.model.KubernetesNames.TRIGGER_TIME_ANNOTATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.config.ControllerConfig;
import io.endpointslice.fixtures.ServiceFixture;
import io.endpointslice.fixtures.SliceFixture;
import io.endpointslice.fixtures.SnapshotFixture;
import io.endpointslice.mapping.MappingNote;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointIdentity;
import io.endpointslice.model.OwnerReference;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.PortList;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules for slices, each by the smallest example. */
class SlicePlannerTest {
    private static final Instant CHANGED = Instant.parse("2026-03-01T10:05:00.250Z");

    private final ServiceFacts web = service("web").port("http", 8080).build();

    @Test
    void e1ExternalNameAndNoSelectorAreSkippedWhateverSlicesStand() {
        for (ServiceFixture skipped :
                List.of(service("web").externalName(), service("web").noSelector())) {
            ServiceFacts facts = skipped.build();
            SnapshotFixture snapshot =
                    snapshot(facts).slices(slice(facts, "one").endpoint("gone", "10.0.0.9"));
            assertThat(writes(snapshot)).isEmpty();
        }
    }

    @Test
    void e4SlicesOfATypeThatTheServiceNoLongerHasAreDeleted() {
        List<SliceWrite> writes = writes(ready("a")
                .slices(one().endpoint("a", "10.0.0.1"), slice(web, "six").type(AddressType.IPV6)));
        assertThat(writes).hasSize(1);
        assertThat(writes.get(0)).isInstanceOf(SliceWrite.Delete.class);
        assertThat(writes.get(0).slice().name()).isEqualTo("six");
        assertThat(writes.get(0).reasons()).containsExactly(Reason.ADDRESS_TYPE_GONE);
    }

    @Test
    void e7AMissingNodeLeavesThePodOutAndTheSyncIncomplete() {
        SyncPlan plan = plan(snapshot(web).pods(pod("a").ip("10.0.0.1").ready()));
        assertThat(plan.isIncomplete()).isTrue();
        assertThat(plan.notes()).containsExactly(new MappingNote.MissingNode(new PodKey("shop", "a"), "n1"));
        assertThat(onlyWrite(plan).slice().endpoints()).isEmpty();
    }

    @Test
    void e9ADifferenceIsAnUpdateInPlaceThatKeepsTheOrder() {
        SnapshotFixture snapshot = snapshot(web)
                .node("n1", "")
                .pods(pod("a").ip("10.0.0.1").ready(), pod("b").ip("10.0.0.2"))
                .slices(one().endpoint("b", "10.0.0.2").endpoint("a", "10.0.0.1"));
        SliceWrite write = onlyWrite(plan(snapshot));
        assertThat(write.reasons()).containsExactly(Reason.ENDPOINT_CHANGED);
        assertThat(write.slice().endpoints())
                .extracting(Endpoint::identity)
                .extracting(EndpointIdentity::name)
                .containsExactly("b", "a");
    }

    @Test
    void e10WrongLabelsAreRepairedEvenIfReserved() {
        SliceWrite write = onlyWrite(
                plan(ready("a").slices(one().endpoint("a", "10.0.0.1").label("service.kubernetes.io/headless", ""))));
        assertThat(write.reasons()).containsExactly(Reason.LABELS);
        assertThat(write.slice().meta().labels()).doesNotContainKey("service.kubernetes.io/headless");
    }

    @Test
    void e11ANewSliceIsNamedAfterAndOwnedByTheService() {
        Slice created = onlyWrite(plan(ready("a"))).slice();
        assertThat(created.meta().generateName()).isEqualTo("web-");
        assertThat(created.meta().owners())
                .containsExactly(new OwnerReference("v1", "Service", "web", web.uid(), true, true));
    }

    @Test
    void e12ASliceOfAnOlderServiceIsDeletedAndNotBeforeItsEndpointsStandElsewhere() {
        List<SliceWrite> writes =
                writes(ready("a").slices(one().endpoint("a", "10.0.0.1").ownerUid("older")));
        assertThat(writes).extracting(SliceWrite::verb).containsExactly("create", "delete");
        assertThat(writes.get(1).reasons()).containsExactly(Reason.FOREIGN_OWNER);
    }

    @Test
    void e13WithoutEndpointsThereIsAPlaceholderPerAddressType() {
        ServiceFacts dual = service("web")
                .port("http", 8080)
                .families(AddressType.IPV6, AddressType.IPV4)
                .build();
        List<SliceWrite> writes = writes(snapshot(dual));
        assertThat(writes)
                .extracting(SliceWrite::slice)
                .extracting(Slice::addressType)
                .containsExactly(AddressType.IPV4, AddressType.IPV6);
        assertThat(writes).allSatisfy(write -> {
            assertThat(write.reasons()).containsExactly(Reason.PLACEHOLDER);
            assertThat(write.slice().ports()).isEqualTo(PortList.EMPTY);
            assertThat(write.slice().endpoints()).isEmpty();
        });
    }

    @Test
    void e13ARightPlaceholderIsKeptAndASecondOneGoes() {
        SnapshotFixture snapshot = snapshot(web).slices(slice(web, "one"), slice(web, "two"));
        SliceWrite write = onlyWrite(plan(snapshot));
        assertThat(write.verb()).isEqualTo("delete");
        assertThat(write.slice().name()).isEqualTo("two");
    }

    @Test
    void e13TheLastSliceBecomesThePlaceholderInOneWrite() {
        SliceWrite write = onlyWrite(plan(snapshot(web).slices(one().endpoint("gone", "10.0.0.9"))));
        assertThat(write.verb()).isEqualTo("update");
        assertThat(write.slice().ports()).isEqualTo(PortList.EMPTY);
        assertThat(write.reasons()).containsExactly(Reason.ENDPOINT_REMOVED, Reason.RECYCLED, Reason.PLACEHOLDER);
    }

    @Test
    void e14SlicesThatAreBeingDeletedAreIgnored() {
        List<SliceWrite> writes =
                writes(ready("a").slices(one().endpoint("a", "10.0.0.1").deleting()));
        assertThat(writes).extracting(SliceWrite::verb).containsExactly("create");
    }

    @Test
    void e14NothingIsCreatedForAServiceThatIsBeingDeleted() {
        ServiceFacts leaving = service("web").port("http", 8080).deleting().build();
        assertThat(writes(snapshot(leaving).node("n1", "").pods(pod("a").ip("10.0.0.1"))))
                .isEmpty();
    }

    @Test
    void e14AServiceThatIsBeingDeletedKeepsWhatStandsAboveTheCap() {
        ServiceFacts leaving = service("web").port("http", 8080).deleting().build();
        SliceFixture full = slice(leaving, "one")
                .ports(tcp("http", 8080))
                .endpoint("a", "10.0.0.1")
                .endpoint("b", "10.0.0.2");
        SnapshotFixture snapshot = snapshot(leaving)
                .node("n1", "")
                .pods(pod("a").ip("10.0.0.1").ready(), pod("b").ip("10.0.0.2"))
                .slices(full);
        SyncPlan plan = planner(1).plan(snapshot.build(), Optional.empty());
        assertThat(onlyWrite(plan).slice().endpoints()).hasSize(2);
    }

    @Test
    void e15TheTriggerTimeStandsOnWhatIsWritten() {
        Slice created = onlyWrite(planner(100).plan(ready("a").build(), Optional.of(CHANGED)))
                .slice();
        assertThat(created.meta().annotations()).containsEntry(TRIGGER_TIME_ANNOTATION, "2026-03-01T10:05:00.25Z");
    }

    @Test
    void e15WithoutATriggerTimeTheAnnotationGoesButNeverCausesAWrite() {
        SliceFixture right = one().endpoint("a", "10.0.0.1")
                .annotation(TRIGGER_TIME_ANNOTATION, "2026-03-01T10:00:00Z")
                .annotation("example.com/own", "stays");
        assertThat(writes(ready("a").slices(right))).isEmpty();
        SliceWrite write = onlyWrite(plan(ready("a", "b").slices(right)));
        assertThat(write.slice().meta().annotations()).containsOnlyKeys("example.com/own");
    }

    @Test
    void e16ChangedPortsAreOneUpdateOfTheSlice() {
        SliceFixture old = slice(web, "one").ports(tcp("http", 80)).endpoint("a", "10.0.0.1");
        SliceWrite write = onlyWrite(plan(ready("a").slices(old)));
        assertThat(write.verb()).isEqualTo("update");
        assertThat(write.slice().name()).isEqualTo("one");
        assertThat(write.slice().ports()).isEqualTo(one().build().ports());
        assertThat(write.reasons()).containsExactly(Reason.ENDPOINT_ADDED, Reason.PORTS_GONE, Reason.RECYCLED);
    }

    @Test
    void e17ADuplicateGoesFromTheSliceThatIsWrittenAnyway() {
        SliceFixture right = one().endpoint("a", "10.0.0.1").endpoint("b", "10.0.0.2");
        SliceFixture wrong = slice(web, "another")
                .ports(tcp("http", 8080))
                .endpoint("a", "10.0.0.1")
                .endpoint("c", "10.0.0.3")
                .endpoint("gone", "10.0.0.9");
        SliceWrite write = onlyWrite(plan(ready("a", "b", "c").slices(right, wrong)));
        assertThat(write.slice().name()).isEqualTo("another");
        assertThat(write.slice().endpoints()).hasSize(1);
        assertThat(write.reasons()).containsExactly(Reason.ENDPOINT_REMOVED, Reason.DUPLICATE);
    }

    @Test
    void e17ACopyOfASliceGoes() {
        SliceFixture copied = slice(web, "two").ports(tcp("http", 8080)).endpoint("a", "10.0.0.1");
        SliceWrite write = onlyWrite(plan(ready("a").slices(one().endpoint("a", "10.0.0.1"), copied)));
        assertThat(write.verb()).isEqualTo("delete");
        assertThat(write.reasons()).containsExactly(Reason.DUPLICATE);
    }

    @Test
    void q5AnEmptySliceBesideOthersGoes() {
        SliceFixture empty = slice(web, "two").ports(tcp("http", 8080));
        SliceWrite write = onlyWrite(plan(ready("a").slices(one().endpoint("a", "10.0.0.1"), empty)));
        assertThat(write.verb()).isEqualTo("delete");
        assertThat(write.slice().name()).isEqualTo("two");
        assertThat(write.reasons()).containsExactly(Reason.EMPTY);
    }

    @Test
    void q5ASliceAboveTheCapIsSplit() {
        SliceFixture full = one().endpoint("a", "10.0.0.1").endpoint("b", "10.0.0.2");
        SyncPlan plan = planner(1).plan(ready("a", "b").slices(full).build(), Optional.empty());
        assertThat(plan.writes()).extracting(SliceWrite::verb).containsExactly("create", "update");
        assertThat(plan.writes())
                .allSatisfy(write -> assertThat(write.slice().endpoints()).hasSize(1));
        assertThat(plan.writes().get(1).reasons()).containsExactly(Reason.ABOVE_CAP);
    }

    /** Ready Pods with the addresses 10.0.0.1 (a), 10.0.0.2 (b) and so on. */
    private SnapshotFixture ready(String... names) {
        SnapshotFixture snapshot = snapshot(web).node("n1", "");
        for (String name : names) {
            snapshot.pods(pod(name).ip("10.0.0." + (name.charAt(0) - 'a' + 1)).ready());
        }
        return snapshot;
    }

    private SliceFixture one() {
        return slice(web, "one").ports(tcp("http", 8080));
    }

    private static SlicePlanner planner(int cap) {
        return new SlicePlanner(ControllerConfig.DEFAULT.withMaxEndpointsPerSlice(cap));
    }

    private static SyncPlan plan(SnapshotFixture snapshot) {
        return planner(100).plan(snapshot.build(), Optional.empty());
    }

    private static List<SliceWrite> writes(SnapshotFixture snapshot) {
        return plan(snapshot).writes();
    }

    private static SliceWrite onlyWrite(SyncPlan plan) {
        assertThat(plan.writes()).hasSize(1);
        return plan.writes().get(0);
    }
}
