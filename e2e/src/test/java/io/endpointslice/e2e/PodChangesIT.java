package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedApiServer.class)
final class PodChangesIT {
    private Scenario scenario;
    private Cluster cluster;

    @BeforeEach
    void open(ApiServer server) {
        scenario = new Scenario(server).running(10);
        cluster = scenario.cluster();
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    @DisplayName("P2: each single change of a Pod is one write: not ready, ready, terminating, gone, Failed")
    void singleChanges() {
        cluster.createService("web");
        cluster.createReadyPods("web", 0, 25);
        scenario.awaitRight("web");

        assertOneUpdate(() -> cluster.setReady("web-3", false));
        assertOneUpdate(() -> cluster.setReady("web-3", true));
        assertOneUpdate(() -> cluster.terminate("web-4")); // E2: stays, E3: not ready any more
        assertOneUpdate(() -> cluster.finish("web-4"));
        assertOneUpdate(() -> cluster.fail("web-5")); // R3: the reference misses a change of the phase alone
    }

    @Test
    @DisplayName("R3: changes of a Pod that do not matter are not written")
    void changesThatDoNotMatter() {
        cluster.createService("web");
        cluster.createReadyPods("web", 0, 5);
        scenario.awaitRight("web");
        SliceWatch.Writes before = scenario.writesSince(new SliceWatch.Writes(0, 0, 0));

        cluster.pods().forEach(pod -> cluster.label(pod.getMetadata().getName(), "note", "changed"));

        scenario.assertSilent();
        assertThat(scenario.slices().writes()).isEqualTo(before);
    }

    @Test
    @DisplayName("E3, P3: readiness flips of some Pods never take another one out of service")
    void readinessFlips() {
        cluster.createService("web");
        List<String> pods = cluster.createReadyPods("web", 0, 50);
        scenario.awaitRight("web");
        SliceWatch.Writes before = scenario.slices().writes();
        Random random = new Random(7);

        for (int round = 0; round < 10; round++) {
            boolean ready = round % 2 == 1;
            List<String> flipping =
                    random.ints(5, 0, 20).distinct().mapToObj(pods::get).toList();
            cluster.together(flipping, pod -> cluster.setReady(pod, ready));
        }

        scenario.awaitRight("web");
        // at most 50 flips, each a write if none is gathered
        assertThat(scenario.writesSince(before).total()).isBetween(1, 50);
    }

    @Test
    @DisplayName(
            "R3: a Pod whose label changes leaves one Service and joins another, and stays in a third all the time")
    void labelChange() {
        cluster.createService("blue");
        cluster.createService("green");
        cluster.createService(
                "all",
                service -> service.editSpec()
                        .withSelector(Map.of("part-of", "shop"))
                        .endSpec());
        List<String> pods = cluster.createReadyPods("blue", 0, 12);
        cluster.together(pods, pod -> cluster.label(pod, "part-of", "shop"));
        awaitRight("blue", "green", "all");
        SliceWatch.Writes before = scenario.writesSince(new SliceWatch.Writes(0, 0, 0));

        List<String> movers = pods.subList(0, 3);
        movers.forEach(pod -> scenario.gaps().excuse(pod, "blue"));
        cluster.together(movers, pod -> cluster.label(pod, Cluster.APP, "green"));

        awaitRight("blue", "green", "all");
        // three changes, each of two Services
        assertThat(scenario.writesSince(before).total()).isBetween(2, 6);
    }

    @Test
    @DisplayName("E7: a Pod whose Node is missing is published as soon as the Node comes, long before the next retry")
    void nodeArrivesLate() {
        String node = cluster.namespace() + "-late";
        cluster.createService("web");
        cluster.createReadyPods("web", 0, 3);
        cluster.createPod(
                "web-late",
                Map.of(Cluster.APP, "web"),
                pod -> pod.editSpec().withNodeName(node).endSpec());
        cluster.setReady("web-late", true);
        scenario.awaitRight("web"); // the others
        // retries after 1, 2, 4 and 8 s: with the fourth failure the next one is 8 s away
        Eventually.within(
                Eventually.PATIENCE,
                () -> assertThat(scenario.controller().retries()).hasSizeGreaterThanOrEqualTo(4));

        cluster.createNode(node, "z9");

        scenario.awaitRight("web", Duration.ofSeconds(6));
        assertThat(scenario.gaps().published()).isEqualTo(4);
        cluster.deleteNode(node);
    }

    @Test
    @DisplayName("E6: Pods that give the named port different numbers stand in slices of their own")
    void namedPortsThatDiffer() {
        cluster.createService("web");
        cluster.createReadyPods("web", 0, 4);
        cluster.createPod(
                "web-other",
                Map.of(Cluster.APP, "web"),
                pod -> pod.editSpec()
                        .editFirstContainer()
                        .editFirstPort()
                        .withContainerPort(9090)
                        .endPort()
                        .endContainer()
                        .endSpec());
        cluster.setReady("web-other", true);

        scenario.awaitRight("web");
        assertThat(scenario.slices().of("web"))
                .extracting(slice -> slice.getPorts().get(0).getPort())
                .containsExactlyInAnyOrder(8080, 9090);
    }

    private void assertOneUpdate(Runnable change) {
        scenario.controller().awaitIdle();
        SliceWatch.Writes before = scenario.slices().writes();
        change.run();
        scenario.awaitRight("web");
        assertThat(scenario.writesSince(before)).isEqualTo(new SliceWatch.Writes(0, 1, 0));
    }

    private void awaitRight(String... services) {
        // all of them before gaps count again
        for (String service : services) {
            scenario.awaitRight(service);
        }
    }
}
