package io.endpointslice.cli.demo;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.ServiceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A shop: six Services, each of another sort, on 30 Nodes in three zones. The same seed gives the same cluster, except for
 * the times.
 */
final class ExampleCluster {
    private static final String NAMESPACE = "shop";

    /** The Service whose number of Pods can be chosen, and that is rolled over. */
    static final ServiceKey WEB = new ServiceKey(NAMESPACE, "web");

    private static final int NODES = 30;
    private static final ImmutableList<String> ZONES = ImmutableList.of("eu-1a", "eu-1b", "eu-1c");
    private static final ImmutableList<AddressType> IPV4 = ImmutableList.of(AddressType.IPV4);
    private static final ImmutableList<AddressType> DUAL_STACK = ImmutableList.of(AddressType.IPV4, AddressType.IPV6);
    private static final String NO_CLUSTER_IP = "None";

    private final Random random;
    private final RandomNames names;
    private final AddressPool addresses = new AddressPool(ImmutableSet.of());
    private final Instant created;
    private final ImmutableList.Builder<HasMetadata> objects = ImmutableList.builder();

    private ExampleCluster(long seed, Instant created) {
        this.random = new Random(seed);
        this.names = new RandomNames(seed);
        this.created = created;
    }

    /**
     * All its objects.
     *
     * @param webPods how many Pods {@link #WEB} has
     * @param created when all of them were created
     */
    static ImmutableList<HasMetadata> build(long seed, int webPods, Instant created) {
        ExampleCluster cluster = new ExampleCluster(seed, created);
        cluster.nodes();
        cluster.web(webPods);
        cluster.search();
        cluster.cache();
        cluster.checkout();
        cluster.reports();
        cluster.mailer();
        return cluster.objects.build();
    }

    private void nodes() {
        for (int i = 0; i < NODES; i++) {
            objects.add(new NodeBuilder()
                    .withNewMetadata()
                    .withName(nodeName(i))
                    .withUid(uid())
                    .withCreationTimestamp(created.toString())
                    .addToLabels(KubernetesNames.ZONE_LABEL, ZONES.get(i % ZONES.size()))
                    .endMetadata()
                    .build());
        }
    }

    /** A plain Service. */
    private void web(int pods) {
        service("web", IPV4, "10.96.0.10", 80);
        repeat(pods, () -> pod("web", names.next("web-6d4b9c7f5-"), IPV4, 8080, true));
    }

    /** A dual-stack Service has slices of both families. */
    private void search() {
        service("search", DUAL_STACK, "10.96.0.20", 9200);
        repeat(60, () -> pod("search", names.next("search-58f7bd649-"), DUAL_STACK, 9200, true));
    }

    /** A headless Service of a StatefulSet: its Pods have names of their own in DNS. */
    private void cache() {
        service("cache", IPV4, NO_CLUSTER_IP, 6379);
        for (int i = 0; i < 24; i++) {
            Pod pod = pod("cache", "cache-" + i, IPV4, 6379, true);
            pod.getSpec().setHostname("cache-" + i);
            pod.getSpec().setSubdomain("cache");
            objects.add(pod);
        }
    }

    /** In the middle of a migration: the named port is another number in half of the Pods, and a slice has one number. */
    private void checkout() {
        service("checkout", IPV4, "10.96.0.40", 80);
        repeat(50, () -> pod("checkout", names.next("checkout-7c5ddbdf54-"), IPV4, 8080, true));
        repeat(30, () -> pod("checkout", names.next("checkout-86b9f6c7d8-"), IPV4, 8443, true));
    }

    /** No Pod is ready: its endpoints are published as not ready. */
    private void reports() {
        service("reports", IPV4, "10.96.0.50", 80);
        repeat(6, () -> pod("reports", names.next("reports-5f84c8b7f-"), IPV4, 8080, false));
    }

    /** No Pod at all: an empty slice stands in (E13). */
    private void mailer() {
        service("mailer", IPV4, "10.96.0.60", 25);
    }

    private void service(String app, List<AddressType> families, String clusterIp, int port) {
        objects.add(new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(app)
                .withUid(uid())
                .withCreationTimestamp(created.toString())
                .addToLabels("app", app)
                .endMetadata()
                .withNewSpec()
                .withClusterIP(clusterIp)
                .withIpFamilies(families.stream().map(AddressType::apiName).collect(toImmutableList()))
                .withSelector(ImmutableMap.of("app", app))
                .addNewPort()
                .withName("main")
                .withPort(port)
                .withProtocol("TCP")
                .withTargetPort(new IntOrString("main"))
                .endPort()
                .endSpec()
                .build());
    }

    private Pod pod(String app, String name, List<AddressType> families, int port, boolean ready) {
        ImmutableList<String> ips = families.stream().map(addresses::next).collect(toImmutableList());
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .withUid(uid())
                .withCreationTimestamp(created.toString())
                .addToLabels("app", app)
                .endMetadata()
                .withNewSpec()
                .withNodeName(nodeName(random.nextInt(NODES)))
                .addNewContainer()
                .withName(app)
                .withImage("example/" + app + ":1")
                .addNewPort()
                .withName("main")
                .withContainerPort(port)
                .endPort()
                .endContainer()
                .endSpec()
                .withStatus(PodStates.running(ips, ready, created))
                .build();
    }

    private void repeat(int times, Supplier<Pod> pod) {
        Stream.generate(pod).limit(times).forEach(objects::add);
    }

    private static String nodeName(int index) {
        return "node-%02d".formatted(index + 1);
    }

    private String uid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
