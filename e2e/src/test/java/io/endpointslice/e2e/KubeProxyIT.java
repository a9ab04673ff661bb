package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.Closer;
import com.google.common.net.HostAndPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A real consumer of the slices. It has an API server of its own, which can be reached from a network namespace. */
final class KubeProxyIT {
    private static final int PODS = 40;
    private static final int SURGE = PODS / 4;

    private final Closer closer = Closer.create();
    private Scenario scenario;
    private KubeProxy proxy;
    private RulesetWatch rules;

    @BeforeEach
    void open() {
        NetworkNamespace network = NetworkNamespace.open();
        closer.register(network::close);
        ApiServer server = ApiServer.start(KubeProxy.API_SERVER_FLAG);
        closer.register(server::close);
        scenario = new Scenario(server);
        closer.register(scenario::close);
        proxy = new KubeProxy(server, network);
        closer.register(proxy::close);
        rules = new RulesetWatch(proxy, scenario.cluster()::pods);
        closer.register(rules::close);
    }

    @AfterEach
    void close() throws IOException {
        closer.close();
    }

    @Test
    @DisplayName("kube-proxy sends to exactly the ready endpoints at each step of a rolling update,"
            + " and to those that stay ready all the time (P3)")
    void rollingUpdate() {
        Cluster cluster = scenario.running(25).cluster();
        cluster.createService("web", KubeProxyIT::dualStackOfTwoPorts);
        cluster.createReadyPods("web", 0, PODS);
        cluster.createPod("web-starting", Map.of(Cluster.APP, "web"), pod -> pod);
        awaitExactly(PODS);

        for (int first = 0; first < PODS; first += SURGE) {
            cluster.createReadyPods("web", PODS + first, SURGE);
            awaitExactly(PODS + SURGE);
            List<String> old = Cluster.names("web", first, SURGE);
            old.forEach(rules.gaps()::excuse);
            cluster.together(old, cluster::terminate);
            awaitExactly(PODS);
            cluster.together(old, cluster::finish);
            awaitExactly(PODS);
        }
        assertThat(cluster.pods()).hasSize(PODS + 1);
    }

    /** Waits until the rules of each port of the Service hold the Pods that are ready now, in both families. */
    private void awaitExactly(int ready) {
        scenario.awaitRight("web");
        List<Pod> pods =
                scenario.cluster().pods().stream().filter(Cluster::isReady).toList();
        assertThat(pods).hasSize(ready);
        Eventually.within(Eventually.PATIENCE, () -> {
            Ruleset now = rules.latest();
            assertThat(now.of(portOfService("http"))).as(proxy.tail()).isEqualTo(backends(pods, 8080));
            assertThat(now.of(portOfService("admin"))).as(proxy.tail()).isEqualTo(backends(pods, 9090));
        });
        assertThat(rules.gaps().findings()).as("missing from the rules").isEmpty();
        rules.gaps().settle();
    }

    private String portOfService(String port) {
        return scenario.cluster().namespace() + "/web/tcp/" + port;
    }

    private static ImmutableSet<HostAndPort> backends(List<Pod> pods, int port) {
        return pods.stream()
                .flatMap(pod -> pod.getStatus().getPodIPs().stream())
                .map(ip -> HostAndPort.fromParts(ip.getIp(), port))
                .collect(ImmutableSet.toImmutableSet());
    }

    private static ServiceBuilder dualStackOfTwoPorts(ServiceBuilder service) {
        return Cluster.withAdminPort(service)
                .editSpec()
                .withIpFamilyPolicy("RequireDualStack")
                .endSpec();
    }
}
