package io.endpointslice.simulator.timeline;

import static com.google.common.collect.ImmutableList.toImmutableList;

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
import java.util.stream.IntStream;

/** The objects of timelines: all in one namespace, IPv4, one port, and nothing that is beside the point. */
public final class PlainObjects {
    private static final String NAMESPACE = "shop";
    private static final int MILLI_CPU = 4_000;
    private static final ServicePort PORT =
            new ServicePort("http", "TCP", new TargetPort.Numbered(8080), Optional.empty());

    private PlainObjects() {}

    /** A Service that publishes the Pods with these labels. */
    public static ServiceFacts service(String name, ImmutableMap<String, String> selector) {
        return new ServiceFacts(
                new ServiceKey(NAMESPACE, name),
                "uid-" + name,
                ImmutableMap.of(),
                false,
                Optional.of(selector),
                ImmutableList.of(AddressType.IPV4),
                "10.96.0.10",
                false,
                ImmutableList.of(PORT),
                Optional.empty(),
                false,
                false,
                "");
    }

    /** So many Nodes, in so many zones by turns. */
    public static ImmutableList<NodeFacts> nodes(int count, int zones) {
        return IntStream.range(0, count)
                .mapToObj(i -> new NodeFacts(nodeName(i), "zone-" + i % zones, true, false, MILLI_CPU))
                .collect(toImmutableList());
    }

    /** The name of the Node of that number, from 0. */
    public static String nodeName(int number) {
        return "node-" + number;
    }

    /** The key of a Pod. */
    public static PodKey pod(String name) {
        return new PodKey(NAMESPACE, name);
    }

    /** The address of the Pod of that number, from 0 to a million. */
    public static String address(int number) {
        return "10." + (64 + (number >> 16)) + "." + ((number >> 8) & 255) + "." + (number & 255);
    }

    /**
     * What never changes of a Pod.
     *
     * @param address see {@link #address}
     */
    public record Identity(PodKey key, String uid, ImmutableMap<String, String> labels, String address) {}

    /** How a Pod stands at one moment. */
    public record Standing(boolean ended, boolean ready, boolean terminating) {}

    /**
     * A Pod at one moment.
     *
     * @param node its name; empty for a Pod that has none yet
     */
    public static PodFacts pod(Identity identity, Standing standing, String node) {
        return new PodFacts(
                identity.key(),
                identity.uid(),
                identity.labels(),
                standing.ended(),
                standing.ready(),
                Optional.empty(),
                standing.terminating(),
                ImmutableList.of(identity.address()),
                "",
                "",
                node,
                ImmutableList.of());
    }
}
