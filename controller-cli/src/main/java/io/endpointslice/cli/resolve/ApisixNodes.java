package io.endpointslice.cli.resolve;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.cluster.ApiJson;
import io.endpointslice.cli.cluster.ClusterObjects;
import io.endpointslice.cli.cluster.ServiceObject;
import io.endpointslice.cli.cluster.ServiceObject.FrontPort;
import io.endpointslice.config.ConfigException;
import io.endpointslice.model.EndpointPort;
import io.endpointslice.model.EndpointSubset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The upstream nodes that the APISIX ingress controller derives for a Service's port, in order of host and port.
 *
 * <p>It takes every address of every ready endpoint of every slice that has a port of that name, whatever the protocol, hints
 * and zones, and never a terminating endpoint. A Service of type ExternalName is one node, its DNS name. APISIX balances over {@code host:port}, so an endpoint that stands in two slices
 * is one node.
 */
public final class ApisixNodes {
    /** The weight of a node that nobody has given one. */
    private static final int WEIGHT = 100;

    /** The port of an external name that has none. */
    private static final int HTTP = 80;

    private final ImmutableList<Node> nodes;

    private record Node(String host, int port) {}

    private ApisixNodes(Stream<Node> nodes) {
        this.nodes = nodes.distinct()
                .sorted(Comparator.comparing(Node::host).thenComparingInt(Node::port))
                .collect(toImmutableList());
    }

    /**
     * The nodes from the slices.
     *
     * @throws ConfigException if the Service does not have the target's port, or the target names none of several
     */
    public static ApisixNodes fromSlices(ServiceObject service, Target target, ClusterObjects objects) {
        Optional<FrontPort> port = onlyPort(service, target);
        if (!service.externalName().isEmpty()) {
            int number = port.map(FrontPort::number).orElse(HTTP);
            return new ApisixNodes(Stream.of(new Node(service.externalName(), number)));
        }
        return new ApisixNodes(Resolver.slicesOf(service, objects).stream()
                .flatMap(object -> numbers(object.slice().ports().ports(), port)
                        .flatMap(number -> object.slice().endpoints().stream()
                                .filter(endpoint -> endpoint.conditions().isReady())
                                .flatMap(endpoint -> endpoint.addresses().stream())
                                .map(address -> new Node(address, number)))));
    }

    /**
     * The nodes from the legacy Endpoints object, as the controller read it before version 2.
     *
     * @throws ConfigException as above, or if there is no such object
     */
    public static ApisixNodes fromEndpoints(ServiceObject service, Target target, ClusterObjects objects) {
        Optional<FrontPort> port = onlyPort(service, target);
        return new ApisixNodes(Resolver.endpointsOf(service, objects).endpoints().subsets().stream()
                .flatMap(subset -> nodes(subset, port)));
    }

    private static Stream<Node> nodes(EndpointSubset subset, Optional<FrontPort> port) {
        return numbers(subset.ports(), port)
                .flatMap(number -> subset.addresses().stream().map(address -> new Node(address.ip(), number)));
    }

    private static Stream<Integer> numbers(List<EndpointPort> ports, Optional<FrontPort> wanted) {
        return ports.stream()
                .filter(port -> wanted.isEmpty()
                        || port.name().orElse("").equals(wanted.get().name()))
                .flatMap(port -> port.port().stream().boxed());
    }

    private static Optional<FrontPort> onlyPort(ServiceObject service, Target target) {
        ImmutableList<Optional<FrontPort>> ports = target.portsOf(service);
        if (ports.size() > 1) {
            throw new ConfigException("an upstream is of one port, and Service "
                    + service.facts().key() + " has " + ports.size() + ": name one of "
                    + ports.stream()
                            .flatMap(Optional::stream)
                            .map(FrontPort::toString)
                            .collect(joining(", ")));
        }
        return ports.get(0);
    }

    /** A JSON list with a line for each node. */
    public String json() {
        return nodes.isEmpty()
                ? "[]\n"
                : nodes.stream()
                        .map(node -> ApiJson.MAPPER
                                .createObjectNode()
                                .put("host", node.host)
                                .put("port", node.port)
                                .put("weight", WEIGHT)
                                .toString())
                        .collect(joining(",\n  ", "[\n  ", "\n]\n"));
    }
}
