package io.endpointslice.simulator.recording;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import io.endpointslice.model.ContainerPort;
import io.endpointslice.model.NodeFacts;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.ServicePort;
import io.endpointslice.model.TargetPort;
import io.endpointslice.simulator.timeline.Change;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;

/**
 * Facts without anything that somebody has named: each name is replaced by an HMAC (SHA-256) of it, each address by another one. The
 * same name becomes the same, and different ones stay different, so that selectors select as before. Nobody who lacks the key can
 * tell, or try out, what a name was.
 *
 * <p>What is of no use to a simulation is left out: when a Service was made, and when a Pod became ready.
 */
public final class Pseudonyms {
    /** The least length of a key in bytes. */
    public static final int KEY_BYTES = 32;

    /** Enough that no two names of a recording get the same. */
    private static final int NAME_BYTES = 10;

    /** Enough for a part of a Pod's name, which has two. */
    private static final int PART_BYTES = 6;

    private static final BaseEncoding NAMES =
            BaseEncoding.base32Hex().lowerCase().omitPadding();

    private final HashFunction hash;
    private final Addresses addresses = new Addresses();

    private Pseudonyms(HashFunction hash) {
        this.hash = hash;
    }

    /** Those of that key. They have given no address yet. */
    public static Pseudonyms ofKey(byte[] key) {
        checkArgument(key.length >= KEY_BYTES, "a key of %s bytes", key.length);
        return new Pseudonyms(Hashing.hmacSha256(key));
    }

    /** Those of a key that nobody knows, and that is nowhere kept. */
    public static Pseudonyms ofUnknownKey(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return ofKey(key);
    }

    /** The same change, of what is named otherwise. */
    Change of(Change change) {
        // not a switch, which would need Java 21
        if (change instanceof Change.PodSeen seen) {
            return new Change.PodSeen(pod(seen.pod()));
        } else if (change instanceof Change.PodGone gone) {
            return new Change.PodGone(pod(gone.pod()));
        } else if (change instanceof Change.ServiceSeen seen) {
            return new Change.ServiceSeen(service(seen.service()));
        } else if (change instanceof Change.ServiceGone gone) {
            return new Change.ServiceGone(service(gone.service()));
        } else if (change instanceof Change.NodeSeen seen) {
            return new Change.NodeSeen(node(seen.node()));
        }
        return new Change.NodeGone(node(((Change.NodeGone) change).name()));
    }

    private PodFacts pod(PodFacts pod) {
        return new PodFacts(
                pod(pod.key()),
                uid(pod.uid()),
                labels(pod.labels()),
                pod.terminal(),
                pod.ready(),
                Optional.empty(),
                pod.terminating(),
                pod.ips().stream().map(addresses::of).collect(toImmutableList()),
                name("host", pod.hostname()),
                serviceName(pod.subdomain()),
                node(pod.nodeName()),
                pod.ports().stream()
                        .map(port -> new ContainerPort(portName(port.name()), port.protocol(), port.port()))
                        .collect(toImmutableList()));
    }

    private ServiceFacts service(ServiceFacts service) {
        return new ServiceFacts(
                service(service.key()),
                uid(service.uid()),
                labels(service.labels()),
                service.externalName(),
                service.selector().map(this::labels),
                service.ipFamilies(),
                service.hasClusterIp() ? addresses.of(service.clusterIp()) : service.clusterIp(),
                service.publishNotReadyAddresses(),
                service.ports().stream().map(this::port).collect(toImmutableList()),
                Optional.empty(),
                service.deleting(),
                service.topologyAuto(),
                service.trafficDistribution());
    }

    private NodeFacts node(NodeFacts node) {
        return new NodeFacts(
                node(node.name()), name("zone", node.zone()), node.ready(), node.controlPlane(), node.milliCpu());
    }

    private ServicePort port(ServicePort port) {
        return new ServicePort(
                portName(port.name()),
                port.protocol(),
                port.targetPort() instanceof TargetPort.Named named
                        ? new TargetPort.Named(portName(named.name()))
                        : port.targetPort(),
                port.appProtocol().map(protocol -> name("protocol", protocol)));
    }

    private PodKey pod(PodKey key) {
        return new PodKey(namespace(key.namespace()), podName(key.name()));
    }

    /**
     * Endpoints are placed in the order of their names, where the Pods of one owner stand together: by what they begin with, up to the
     * last hyphen. So they do here.
     */
    private String podName(String name) {
        String owner = name.substring(0, Math.max(0, name.lastIndexOf('-')));
        return "pod-" + NAMES.encode(digest("owner", owner), 0, PART_BYTES) + "-"
                + NAMES.encode(digest("pod", name), 0, PART_BYTES);
    }

    private ServiceKey service(ServiceKey key) {
        return new ServiceKey(namespace(key.namespace()), serviceName(key.name()));
    }

    /** The subdomain of a Pod is one too: where it is that of its Service, the Pod's hostname is published (E8). */
    private String serviceName(String name) {
        return name("svc", name);
    }

    private String namespace(String name) {
        return name("ns", name);
    }

    private String node(String name) {
        return name("node", name);
    }

    private String portName(String name) {
        return name("port", name);
    }

    private ImmutableMap<String, String> labels(ImmutableMap<String, String> labels) {
        return labels.entrySet().stream()
                .collect(
                        toImmutableMap(label -> name("key", label.getKey()), label -> name("value", label.getValue())));
    }

    /** No name stays none. */
    private String name(String kind, String name) {
        return name.isEmpty() ? "" : kind + "-" + NAMES.encode(digest(kind, name), 0, NAME_BYTES);
    }

    private String uid(String uid) {
        ByteBuffer bytes = ByteBuffer.wrap(digest("uid", uid));
        return uid.isEmpty() ? "" : new UUID(bytes.getLong(), bytes.getLong()).toString();
    }

    private byte[] digest(String kind, String name) {
        return hash.hashString(kind + "/" + name, UTF_8).asBytes();
    }
}
