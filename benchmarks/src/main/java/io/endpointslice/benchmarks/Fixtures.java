package io.endpointslice.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServicePort;
import io.endpointslice.model.TargetPort;
import java.util.Optional;

/** One Service, its Pods, and the 60 Nodes in three zones that they are on. */
final class Fixtures {
    private static final int NODES = 60;

    private Fixtures() {}

    static ImmutableMap<String, NodeFacts> nodes() {
        ImmutableMap.Builder<String, NodeFacts> nodes = ImmutableMap.builder();
        for (int i = 0; i < NODES; i++) {
            nodes.put("node-" + i, new NodeFacts("node-" + i, "zone-" + i % 3, true, false, 4_000));
        }
        return nodes.buildOrThrow();
    }

    static ServiceFacts service(boolean topologyAuto) {
        return new ServiceFacts(
                new ServiceKey("shop", "web"),
                "uid-web",
                ImmutableMap.of("app", "web"),
                false,
                Optional.of(ImmutableMap.of("app", "web")),
                ImmutableList.of(AddressType.IPV4),
                "10.96.0.10",
                false,
                ImmutableList.of(new ServicePort("http", "TCP", new TargetPort.Numbered(8080), Optional.empty())),
                Optional.empty(),
                false,
                topologyAuto,
                "");
    }

    static PodFacts pod(int i, boolean ready) {
        return new PodFacts(
                new PodKey("shop", "web-7d4b9c6f5-" + i),
                "uid-" + i,
                ImmutableMap.of("app", "web"),
                false,
                ready,
                Optional.empty(),
                false,
                ImmutableList.of("10.64." + i / 256 + "." + i % 256),
                "",
                "",
                "node-" + i % NODES,
                ImmutableList.of());
    }
}
