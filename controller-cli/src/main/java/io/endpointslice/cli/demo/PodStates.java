package io.endpointslice.cli.demo;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.endpointslice.kube.FactsReader;
import io.endpointslice.model.PodFacts;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.util.List;

/** The states of a Pod's life, as a kubelet reports them. */
final class PodStates {
    private PodStates() {}

    /**
     * Running, with that Ready condition.
     *
     * @param ips at least one
     * @param since when the condition became so
     */
    static PodStatus running(List<String> ips, boolean ready, Instant since) {
        return new PodStatusBuilder()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .withLastTransitionTime(since.toString())
                .endCondition()
                .withPodIP(ips.get(0))
                .withPodIPs(ips.stream().map(PodIP::new).collect(toImmutableList()))
                .build();
    }

    /** The same Pod, ready. */
    static Pod ready(Pod pod, Instant now) {
        return new PodBuilder(pod).withStatus(running(ips(pod), true, now)).build();
    }

    /** Its addresses of all families. */
    static ImmutableList<String> ips(Pod pod) {
        return FactsReader.pod(pod).ips();
    }

    /** Whether a rollout has to replace it: it has an address, has not ended and is not ending. */
    static boolean isActive(PodFacts pod) {
        return !pod.ips().isEmpty() && !pod.terminal() && !pod.terminating();
    }
}
