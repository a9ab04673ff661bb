package io.endpointslice.benchmarks;

import static com.google.common.base.Preconditions.checkState;

import io.endpointslice.kube.FactsReader;
import io.endpointslice.kube.LeanJson;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.state.ClusterState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much heap a Pod takes for as long as it lives: {@code java -cp benchmarks.jar io.endpointslice.benchmarks.PodHeap 20000}.
 * No benchmark of JMH, which measures what is allocated, not what stays.
 */
public final class PodHeap {
    private static final int DEFAULT_PODS = 20_000;

    private PodHeap() {}

    /** Prints bytes per Pod; the argument is the number of Pods. */
    public static void main(String[] args) {
        int pods = args.length == 0 ? DEFAULT_PODS : Integer.parseInt(args[0]);
        SamplePods samples = new SamplePods();
        KubernetesSerialization json = LeanJson.create();
        FactsReader.pod(json.unmarshal(samples.json(0), Pod.class));

        long before = used();
        List<PodFacts> facts = new ArrayList<>(pods);
        Map<String, String> versions = new HashMap<>();
        for (int i = 0; i < pods; i++) {
            Pod pod = json.unmarshal(samples.json(i), Pod.class);
            facts.add(FactsReader.pod(pod));
            versions.put(
                    pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName(),
                    pod.getMetadata().getResourceVersion());
        }
        long read = used();
        ClusterState state = new ClusterState();
        state.serviceSeen(FactsReader.service(new ServiceBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("web")
                .endMetadata()
                .withNewSpec()
                .addToSelector("app.kubernetes.io/name", "web")
                .endSpec()
                .build()));
        facts.forEach(state::podSeen);
        long indexed = used();

        System.out.printf("facts, key and version of the informer: %d bytes per Pod%n", (read - before) / pods);
        System.out.printf("index of the state: %d bytes per Pod%n", (indexed - read) / pods);
        // they have to be alive until here to have been measured
        int selected = state.snapshot(new ServiceKey("shop", "web"))
                .orElseThrow()
                .pods()
                .size();
        checkState(
                versions.size() == pods && facts.size() == pods && selected == pods,
                "%s Pods were read, %s are behind the Service",
                facts.size(),
                selected);
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
