package io.endpointslice.simulator.cluster;

import io.endpointslice.model.PodFacts;
import io.endpointslice.simulator.timeline.PlainObjects;
import io.endpointslice.simulator.workload.Span;
import java.util.Optional;

/**
 * A Pod on its way: without a Node, starting, ready, terminating, gone. What is decided of it ({@link #isActive}) may be shown a little
 * later.
 */
final class SimulatedPod {
    private final PlainObjects.Identity identity;
    private final Owner owner;
    private Optional<SimulatedNode> node = Optional.empty();
    private Optional<PodFacts> shown = Optional.empty();
    private boolean started;
    private boolean flapping;
    private boolean deleted;
    private boolean ended;
    private boolean terminating;
    private boolean gone;
    private boolean visible;
    private final long created;
    private long readySince;

    /** Whose Pod it is. */
    interface Owner {
        /** How long it takes to be ready. */
        Span startup();

        /** How long it takes to be gone. */
        Span termination();

        /** Something of it has changed that the owner may have to act on. */
        void changed(SimulatedPod pod);

        /** Whether the Pod may be evicted now. */
        boolean allowsEviction(SimulatedPod pod);
    }

    SimulatedPod(PlainObjects.Identity identity, Owner owner, long created) {
        this.identity = identity;
        this.owner = owner;
        this.created = created;
    }

    PlainObjects.Identity identity() {
        return identity;
    }

    Owner owner() {
        return owner;
    }

    Optional<SimulatedNode> node() {
        return node;
    }

    void place(SimulatedNode newNode) {
        node = Optional.of(newNode);
        newNode.add(this);
    }

    /** Not deleted, and not at its end. */
    boolean isActive() {
        return !deleted && !ended;
    }

    boolean isReady() {
        return started
                && !ended
                && !flapping
                && node.filter(place -> !place.isFailed()).isPresent();
    }

    boolean isAvailable() {
        return isActive() && isReady();
    }

    long created() {
        return created;
    }

    /** When it became ready last; means something only while it is. */
    long readySince() {
        return readySince;
    }

    boolean isGone() {
        return gone;
    }

    boolean isVisible() {
        return visible;
    }

    void appear() {
        visible = true;
    }

    void start(long now) {
        started = true;
        readySince = now;
    }

    void flap(boolean down, long now) {
        flapping = down;
        readySince = down ? readySince : now;
    }

    void delete() {
        deleted = true;
    }

    void terminate() {
        terminating = true;
    }

    boolean isTerminating() {
        return terminating;
    }

    void end() {
        ended = true;
        node.ifPresent(place -> place.remove(this));
    }

    void leave() {
        gone = true;
        node.ifPresent(place -> place.remove(this));
    }

    /** As a watch shows it from now on, if that differs from what was shown of it. */
    Optional<PodFacts> unshown() {
        Optional<PodFacts> now = visible ? Optional.of(facts()) : Optional.empty();
        if (now.equals(shown)) {
            return Optional.empty();
        }
        shown = now;
        return now;
    }

    private PodFacts facts() {
        return PlainObjects.pod(
                identity,
                new PlainObjects.Standing(ended, isReady(), terminating),
                node.map(SimulatedNode::name).orElse(""));
    }
}
