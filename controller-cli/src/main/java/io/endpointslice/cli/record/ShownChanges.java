package io.endpointslice.cli.record;

import io.endpointslice.kube.FactsListener;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.simulator.timeline.Change;
import java.util.function.Consumer;

/**
 * What watches show, as changes of a timeline.
 *
 * @param changes gets them, from several threads
 */
record ShownChanges(Consumer<Change> changes) implements FactsListener {
    @Override
    public void serviceSeen(ServiceFacts service) {
        changes.accept(new Change.ServiceSeen(service));
    }

    @Override
    public void serviceGone(ServiceKey key) {
        changes.accept(new Change.ServiceGone(key));
    }

    @Override
    public void podSeen(PodFacts pod) {
        changes.accept(new Change.PodSeen(pod));
    }

    @Override
    public void podGone(PodKey key) {
        changes.accept(new Change.PodGone(key));
    }

    @Override
    public void nodeSeen(NodeFacts node) {
        changes.accept(new Change.NodeSeen(node));
    }

    @Override
    public void nodeGone(String name) {
        changes.accept(new Change.NodeGone(name));
    }
}
