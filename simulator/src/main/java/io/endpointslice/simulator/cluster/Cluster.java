package io.endpointslice.simulator.cluster;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.simulator.timeline.Change;
import io.endpointslice.simulator.timeline.Moment;
import io.endpointslice.simulator.timeline.PlainObjects;
import io.endpointslice.simulator.workload.Workload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Nodes and Pods, the scheduler and the kubelets. */
final class Cluster {
    private static final long SECOND = 1_000;
    /** A Pod has its address after a fifth of its start-up. */
    private static final int SHARE_TO_ADDRESS = 5;

    private final Random random;
    private final Agenda agenda;
    private final Shown shown;
    private final ImmutableList<SimulatedNode> nodes;
    private final int zones;
    private final int podsPerNode;
    private final double millisPerRequest;
    private final Deque<SimulatedPod> unplaced = new ArrayDeque<>();
    private final List<PodFacts> initial = new ArrayList<>();
    private double nextRequest;
    private int pods;

    Cluster(Workload workload, Random random, Agenda agenda) {
        this.random = random;
        this.agenda = agenda;
        this.shown = new Shown(agenda);
        this.zones = workload.nodes().zones();
        this.podsPerNode = workload.nodes().podsPerNode();
        this.millisPerRequest = (double) SECOND / workload.controllerQps();
        this.nodes = IntStream.range(0, workload.nodes().count())
                .mapToObj(i -> new SimulatedNode(PlainObjects.nodeName(i)))
                .collect(ImmutableList.toImmutableList());
    }

    Agenda agenda() {
        return agenda;
    }

    Random random() {
        return random;
    }

    void show(Change change) {
        shown.show(change);
    }

    ImmutableList<Moment> moments() {
        return shown.moments();
    }

    /** The Pods that there were when nothing had happened yet. */
    ImmutableList<PodFacts> initialPods() {
        return ImmutableList.copyOf(initial);
    }

    ImmutableList<NodeFacts> nodeFacts() {
        return PlainObjects.nodes(nodes.size(), zones);
    }

    /** So many Nodes, drawn; all if there are fewer. */
    ImmutableList<SimulatedNode> drawNodes(int count) {
        List<SimulatedNode> drawn = new ArrayList<>(nodes);
        Collections.shuffle(drawn, random);
        return ImmutableList.copyOf(drawn.subList(0, Math.min(count, drawn.size())));
    }

    /** A Pod that was ready long before the start; empty if no Node has room for it. */
    Optional<SimulatedPod> standing(String prefix, ImmutableMap<String, String> labels, SimulatedPod.Owner owner) {
        long before = -3_600_000L - random.nextInt(60_000);
        SimulatedPod pod = new SimulatedPod(identity(prefix, labels), owner, before);
        Optional<SimulatedNode> node = room();
        node.ifPresent(place -> {
            pod.place(place);
            pod.start(before);
            pod.appear();
            initial.add(pod.unshown().orElseThrow());
        });
        return node.map(place -> pod);
    }

    /** A Pod that a controller decides to create now; the request takes its turn. */
    SimulatedPod create(String prefix, ImmutableMap<String, String> labels, SimulatedPod.Owner owner) {
        SimulatedPod pod = new SimulatedPod(identity(prefix, labels), owner, agenda.now());
        agenda.at(turn(), () -> {
            if (!pod.isGone()) {
                unplaced.add(pod);
                schedule();
            }
        });
        return pod;
    }

    private PlainObjects.Identity identity(String prefix, ImmutableMap<String, String> labels) {
        int number = pods;
        pods++;
        return new PlainObjects.Identity(
                PlainObjects.pod(String.format("%s-%05d", prefix, number)),
                new UUID(random.nextLong(), random.nextLong()).toString(),
                labels,
                PlainObjects.address(number));
    }

    /** When the next request of a controller is answered. */
    private long turn() {
        nextRequest = Math.max(nextRequest + millisPerRequest, (double) agenda.now());
        return (long) Math.ceil(nextRequest);
    }

    private void schedule() {
        while (!unplaced.isEmpty()) {
            Optional<SimulatedNode> node = room();
            if (node.isEmpty()) {
                return;
            }
            start(unplaced.remove(), node.get());
        }
    }

    private Optional<SimulatedNode> room() {
        return nodes.stream()
                .filter(node -> node.isSchedulable() && node.size() < podsPerNode)
                .min(Comparator.comparingInt(node -> node.size()));
    }

    private void start(SimulatedPod pod, SimulatedNode node) {
        pod.place(node);
        long startup = pod.owner().startup().draw(random);
        agenda.after(startup / SHARE_TO_ADDRESS, () -> {
            if (!pod.isGone()) {
                pod.appear();
                show(pod);
            }
        });
        agenda.after(startup, () -> {
            if (!pod.isGone()) {
                pod.start(agenda.now());
                update(pod);
            }
        });
    }

    /** Something of the Pod is another: that is shown, and the owner told. */
    void update(SimulatedPod pod) {
        show(pod);
        pod.owner().changed(pod);
    }

    private void show(SimulatedPod pod) {
        if (!pod.isGone()) {
            pod.unshown().ifPresent(facts -> show(new Change.PodSeen(facts)));
        }
    }

    /** A controller decides now to delete the Pod; the request takes its turn. */
    void delete(SimulatedPod pod) {
        pod.delete();
        agenda.at(turn(), () -> terminate(pod));
    }

    /** The Pod is deleted at once. */
    void evict(SimulatedPod pod) {
        pod.delete();
        terminate(pod);
        pod.owner().changed(pod);
    }

    private void terminate(SimulatedPod pod) {
        if (pod.isTerminating() || pod.isGone()) {
            return;
        }
        pod.terminate();
        show(pod);
        if (pod.node().isEmpty()) {
            unplaced.remove(pod);
            pod.leave();
            pod.owner().changed(pod);
        } else {
            agenda.after(pod.owner().termination().draw(random), () -> finish(pod));
        }
    }

    /** The kubelet has stopped the Pod; one that has failed can't. */
    private void finish(SimulatedPod pod) {
        if (pod.node().filter(SimulatedNode::isFailed).isEmpty()) {
            remove(pod);
        }
    }

    private void remove(SimulatedPod pod) {
        if (pod.isGone()) {
            return;
        }
        if (pod.isVisible()) {
            show(new Change.PodGone(pod.identity().key()));
        }
        pod.leave();
        pod.owner().changed(pod);
        schedule();
    }

    /** The Pod has done its work; its phase is Succeeded. */
    void end(SimulatedPod pod) {
        pod.end();
        update(pod);
        schedule();
    }

    /** The Node takes new Pods again. */
    void uncordon(SimulatedNode node) {
        node.cordon(false);
        schedule();
    }

    void fail(SimulatedNode node) {
        node.fail(true);
        node.pods().forEach(this::update);
    }

    /** The Node is back: Pods that were deleted meanwhile go, the others are ready again. */
    void recover(SimulatedNode node) {
        node.fail(false);
        for (SimulatedPod pod : node.pods()) {
            if (pod.isTerminating()) {
                remove(pod);
            } else {
                update(pod);
            }
        }
        schedule();
    }
}
