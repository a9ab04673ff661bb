package io.endpointslice.simulator;

import com.google.common.collect.ImmutableList;
import io.endpointslice.config.Batching;
import io.endpointslice.config.ControllerName;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.simulator.timeline.Change;
import io.endpointslice.simulator.timeline.Moment;
import io.endpointslice.simulator.timeline.Pace;
import io.endpointslice.simulator.timeline.Timeline;
import io.endpointslice.state.ClusterState;
import io.endpointslice.state.SyncRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * A timeline as one controller lives it, in virtual time: the product's state says which Services a change concerns, and its
 * {@link io.endpointslice.queue.GatheringWindow} when they are synced. Controllers do not wait for each other, as in the running
 * product, so each can be played alone.
 */
final class Playback {
    private final Timeline timeline;
    private final ClusterState state;
    private final Controller controller;
    private final VirtualTime time = new VirtualTime();
    private final Lane lane;

    /** What is played. */
    interface Controller {
        ControllerName name();

        /** The initial sync of a Service, at 0. */
        void begin(ServiceKey key);

        /** A sync: how many writes it makes. */
        int sync(ServiceKey key, long nowMillis);

        /** The Service goes, or makes place for another one of its name. */
        void gone(ServiceKey key, long nowMillis);
    }

    /**
     * One that has not begun.
     *
     * @param state one that has been shown nothing
     */
    Playback(Timeline timeline, ClusterState state, Controller controller, Batching batching) {
        this.timeline = timeline;
        this.state = state;
        this.controller = controller;
        this.lane = new Lane(time, batching);
    }

    /** From the start to the end; once. */
    void play() {
        timeline.start().nodes().forEach(state::nodeSeen);
        timeline.start().services().forEach(state::serviceSeen);
        timeline.start().pods().forEach(state::podSeen);
        services().forEach(controller::begin);
        if (timeline.pace() == Pace.STEPS) {
            playSteps();
        } else {
            playInRealTime();
        }
    }

    private ImmutableList<ServiceKey> services() {
        return timeline.start().services().stream().map(ServiceFacts::key).collect(ImmutableList.toImmutableList());
    }

    private void playSteps() {
        ImmutableList<ServiceKey> services = ImmutableList.sortedCopyOf(services());
        for (Moment moment : timeline.moments()) {
            moveTo(moment.atMillis());
            moment.changes().forEach(this::apply);
            services.forEach(key -> controller.sync(key, time.millis()));
        }
    }

    private void playInRealTime() {
        for (Moment moment : timeline.moments()) {
            syncUntil(Duration.ofMillis(moment.atMillis()).toNanos());
            moveTo(moment.atMillis());
            moment.changes()
                    .forEach(change -> apply(change).stream()
                            .filter(request -> request.controller() == controller.name())
                            .forEach(lane::request));
        }
        syncUntil(Long.MAX_VALUE);
    }

    private ImmutableList<SyncRequest> apply(Change change) {
        // not a switch, which would need Java 21
        if (change instanceof Change.PodSeen seen) {
            return state.podSeen(seen.pod());
        } else if (change instanceof Change.PodGone gone) {
            return state.podGone(gone.pod());
        } else if (change instanceof Change.ServiceSeen seen) {
            return serviceSeen(seen.service());
        } else if (change instanceof Change.ServiceGone gone) {
            controller.gone(gone.service(), time.millis());
            return state.serviceGone(gone.service());
        } else if (change instanceof Change.NodeSeen seen) {
            return state.nodeSeen(seen.node());
        }
        return state.nodeGone(((Change.NodeGone) change).name());
    }

    private ImmutableList<SyncRequest> serviceSeen(ServiceFacts service) {
        boolean isAnother = state.snapshot(service.key())
                .filter(known -> !known.service().uid().equals(service.uid()))
                .isPresent();
        if (isAnother) {
            controller.gone(service.key(), time.millis());
        }
        return state.serviceSeen(service);
    }

    /** All syncs that begin until then, in the order in which they do. */
    private void syncUntil(long nanos) {
        for (Optional<Lane.Due> due = nextUntil(nanos); due.isPresent(); due = nextUntil(nanos)) {
            ServiceKey service = due.get().service();
            time.moveTo(due.get().atNanos());
            lane.begins(service);
            lane.makes(service, controller.sync(service, time.millis()));
        }
    }

    private Optional<Lane.Due> nextUntil(long nanos) {
        return lane.next().filter(due -> due.atNanos() <= nanos);
    }

    private void moveTo(long millis) {
        time.moveTo(Duration.ofMillis(millis).toNanos());
    }

    /** When it was over: with the timeline, or with the last sync. */
    long endMillis() {
        return Math.max(timeline.endMillis(), time.millis());
    }

    /** How long changes of Pods have waited for a sync. */
    Delays delays() {
        return lane.delays();
    }
}
