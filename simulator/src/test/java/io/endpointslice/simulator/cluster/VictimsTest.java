package io.endpointslice.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multiset;
import io.endpointslice.simulator.timeline.PlainObjects;
import io.endpointslice.simulator.workload.Span;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The order of kube-controller-manager's {@code ActivePodsWithRanks}, one rule after the other. */
class VictimsTest {
    private static final long NOW = 1_000_000;
    private static final SimulatedPod.Owner NOBODY = new SimulatedPod.Owner() {
        @Override
        public Span startup() {
            return Span.of(0);
        }

        @Override
        public Span termination() {
            return Span.of(0);
        }

        @Override
        public void changed(SimulatedPod pod) {
            throw new AssertionError("nothing changes here");
        }

        @Override
        public boolean allowsEviction(SimulatedPod pod) {
            return true;
        }
    };

    private final SimulatedNode crowded = new SimulatedNode("crowded");
    private final SimulatedNode lonely = new SimulatedNode("lonely");

    private static SimulatedPod pod(String uid, long created, Optional<SimulatedNode> node, long readySince) {
        PlainObjects.Identity identity =
                new PlainObjects.Identity(PlainObjects.pod("pod-" + uid), uid, ImmutableMap.of(), "10.0.0.1");
        SimulatedPod pod = new SimulatedPod(identity, NOBODY, created);
        node.ifPresent(pod::place);
        if (readySince >= 0) {
            pod.start(readySince);
        }
        return pod;
    }

    @DisplayName("without a Node; not ready; beside most of its kind; ready last; created last; by UID")
    @Test
    void order() {
        SimulatedPod unassigned = pod("g", 0, Optional.empty(), -1);
        SimulatedPod notReady = pod("f", 0, Optional.of(lonely), -1);
        SimulatedPod young = pod("e", 0, Optional.of(crowded), NOW - 10);
        SimulatedPod old = pod("d", 0, Optional.of(crowded), NOW - 10_000);
        SimulatedPod createdLater = pod("c", 500_000, Optional.of(lonely), NOW - 10);
        SimulatedPod one = pod("a", 0, Optional.of(lonely), NOW - 10);
        SimulatedPod other = pod("b", 0, Optional.of(lonely), NOW - 11);
        Multiset<SimulatedNode> related = HashMultiset.create();
        related.add(crowded, 5);
        related.add(lonely, 4);

        ImmutableList<SimulatedPod> pods = ImmutableList.of(other, one, createdLater, old, young, notReady, unassigned);

        assertThat(new Victims(related, NOW).first(7, pods))
                .containsExactly(unassigned, notReady, young, old, createdLater, one, other);
        assertThat(new Victims(related, NOW).first(2, pods)).containsExactly(unassigned, notReady);
    }
}
