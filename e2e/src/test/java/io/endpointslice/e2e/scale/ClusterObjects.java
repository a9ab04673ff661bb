package io.endpointslice.e2e.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The Pods, Services and Nodes of a cluster as JSON: what a real API server has stored once, with other names and addresses. In 50
 * namespaces, since Kubernetes supports some 3,000 Pods in one. For one thread.
 */
final class ClusterObjects {
    private static final int NAMESPACES = 50;
    private static final int ZONES = 3;
    private static final String POD = resource("pod.json");
    private static final String SERVICE = resource("service.json");
    private static final String NODE = resource("node.json");

    private final ClusterShape shape;
    /** The Service of each Pod. */
    private final int[] services;

    private final boolean[] unready;
    private final long[] versions;
    private final Instant[] transitions;

    /** All Pods are ready. */
    ClusterObjects(ClusterShape shape) {
        this.shape = shape;
        ImmutableList<Integer> sizes = shape.services();
        services = IntStream.range(0, sizes.size())
                .flatMap(service -> IntStream.range(0, sizes.get(service)).map(pod -> service))
                .toArray();
        unready = new boolean[shape.pods()];
        versions = new long[shape.pods()];
        transitions = new Instant[shape.pods()];
    }

    ClusterShape shape() {
        return shape;
    }

    String podKey(int pod) {
        return namespace(services[pod]) + "/" + podName(pod);
    }

    String serviceKey(int service) {
        return namespace(service) + "/" + serviceName(service);
    }

    static String nodeKey(int node) {
        return "node-" + node;
    }

    /** Unique in the cluster. */
    static String address(int pod) {
        int number = pod + 1;
        return "10.%d.%d.%d".formatted(128 + number / 65536, number / 256 % 256, number % 256);
    }

    /** A Pod gets ready or stops being so. */
    void setReady(int pod, boolean ready, long version, Instant now) {
        unready[pod] = !ready;
        versions[pod] = version;
        transitions[pod] = now;
    }

    String pod(int pod) {
        int service = services[pod];
        Instant transition = transitions[pod];
        return POD.replace("${name}", podName(pod))
                .replace("${app}", serviceName(service))
                .replace("${namespace}", namespace(service))
                .replace("${uid}", uid("pod", pod))
                .replace("${version}", Long.toString(Math.max(1, versions[pod])))
                .replace("${address}", address(pod))
                .replace("${node}", nodeKey(pod % shape.nodes()))
                .replace("${zone}", zone(pod % shape.nodes()))
                .replace("${ready}", unready[pod] ? "False" : "True")
                .replace("${transition}", transition == null ? "2026-11-02T09:41:40Z" : transition.toString());
    }

    String service(int service) {
        return SERVICE.replace("${app}", serviceName(service))
                .replace("${namespace}", namespace(service))
                .replace("${uid}", uid("service", service))
                .replace("${address}", "10.64.%d.%d".formatted(service / 256, service % 256));
    }

    static String node(int node) {
        return NODE.replace("${name}", nodeKey(node))
                .replace("${uid}", uid("node", node))
                .replace("${zone}", zone(node));
    }

    private String podName(int pod) {
        return serviceName(services[pod]) + "-6c9f7d5b84-" + pod;
    }

    private static String serviceName(int service) {
        return "app-" + service;
    }

    private static String namespace(int service) {
        return "team-" + service % NAMESPACES;
    }

    private static String zone(int node) {
        return "zone-" + node % ZONES;
    }

    private static String uid(String kind, int number) {
        return UUID.nameUUIDFromBytes((kind + number).getBytes(UTF_8)).toString();
    }

    /** A recorded JSON text. */
    static String resource(String name) {
        try {
            return Resources.toString(Resources.getResource("scale/" + name), UTF_8)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
