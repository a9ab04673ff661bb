package io.endpointslice.e2e;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import io.endpointslice.config.Batching;
import io.endpointslice.kube.FactsInformers;
import io.endpointslice.model.PodKey;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.Slice;
import io.endpointslice.simulator.Run;
import io.endpointslice.simulator.Simulation;
import io.endpointslice.simulator.SyncObserver;
import io.endpointslice.simulator.policy.Setting;
import io.endpointslice.simulator.policy.SimulatedPolicy;
import io.endpointslice.simulator.recording.RecordingReader;
import io.endpointslice.simulator.report.JsonRuns;
import io.endpointslice.simulator.timeline.Timeline;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code simulate --record} of a namespace in which everything happens while the controller runs, and the recording played. Whoever
 * records may list and watch Services and Pods there, and Nodes, and nothing else.
 */
@ExtendWith(SharedApiServer.class)
final class RecordIT {
    private static final String NODE = "secret-node";
    private static final List<String> SERVICES =
            List.of("secret-web", "secret-front", "secret-named", "secret-again", "secret-late");
    /** So long that syncs begin at the same times, however many writes the one before has made. */
    private static final Duration GATHERED = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private ApiServer server;
    private Scenario scenario;
    private Cluster cluster;
    private String account;
    private Path kubeconfig;
    private Path file;

    @BeforeEach
    void open(ApiServer shared) {
        server = shared;
        scenario = new Scenario(server).runningWithoutLegacyEndpoints();
        cluster = scenario.cluster();
        account = "onlooker-of-" + cluster.namespace();
        server.deploy().addOnlooker(account, cluster.namespace());
        kubeconfig = server.deploy().kubeconfig(account);
        file = folder.resolve("shop.jsonl");
    }

    @AfterEach
    void close() {
        cluster.deleteNode(NODE);
        scenario.close();
    }

    @Test
    @DisplayName(
            "a live namespace: no name in the file, the same endpoints in the end, and the figures of a direct play")
    void recordAndPlay() throws IOException, InterruptedException {
        createBeginning();
        PlainSight plain = new PlainSight();
        long auditStart = server.audit().end();
        try (FactsInformers watches =
                new FactsInformers(server.client(), Optional.of(cluster.namespace()), plain, Ticker.systemTicker())) {
            watches.start();
            watches.synced().toCompletableFuture().join();
            ServerProcess recorder = record();
            try {
                awaitBegun(recorder);
                happen();
                awaitRecorded(plain);
                awaitPublished();
                assertThat(recorder.terminate(Eventually.PATIENCE))
                        .as(recorder.output())
                        .isZero();
            } finally {
                recorder.kill();
            }
            assertThat(recorder.output()).contains("; play it: endpointslice-controller simulate " + file);
        }
        assertThat(server.audit().since(auditStart))
                .noneMatch(write -> write.user().equals(Deploy.user(account)));

        String text = Files.readString(file);
        Timeline recorded = RecordingReader.read("shop.jsonl", "shop", text);
        PlainTimeline direct = PlainTimeline.of(recorded, plain);
        assertThat(direct.names().plainNames())
                .contains("secret-web", "secret-web-30", "secret-host", "secret-zone", "web", "admin", "n0");
        direct.names().assertHidden(text);
        assertEndpointsOfCluster(recorded, direct.names());
        assertFigures(recorded, direct.timeline());
    }

    @Test
    @DisplayName("one line, exit code 2 and no file for somebody who lacks a right")
    void forbidden() {
        Program all = Jar.run("simulate", "--record", file.toString(), "--kubeconfig=" + kubeconfig, "-A");

        assertThat(all.exitCode()).as(all.output()).isEqualTo(2);
        assertThat(all.output())
                .matches("endpointslice-controller simulate: list (services|pods) is forbidden: .*" + account + ".*\n");
        assertThat(file).doesNotExist();
    }

    private void createBeginning() {
        cluster.createService(
                "secret-web",
                service -> Cluster.withAdminPort(service)
                        .editSpec()
                        .withIpFamilyPolicy("RequireDualStack")
                        .endSpec());
        cluster.createService(
                "secret-front",
                service -> service.editSpec()
                        .addToSelector(Cluster.APP, "secret-web")
                        .endSpec());
        cluster.createService(
                "secret-named",
                service -> service.editSpec().withClusterIP("None").endSpec());
        cluster.createService("secret-again");
        cluster.createReadyPods("secret-web", 0, 30);
        cluster.createReadyPods("secret-again", 0, 5);
        Stream.of("secret-web", "secret-front", "secret-named", "secret-again").forEach(scenario::awaitRight);
    }

    private ServerProcess record() {
        return ServerProcess.start(
                "simulate --record",
                folder.resolve("printed"),
                Jar.command(
                        "simulate",
                        "--record",
                        file.toString(),
                        "--kubeconfig=" + kubeconfig,
                        "-n",
                        cluster.namespace()));
    }

    private static void awaitBegun(ServerProcess recorder) {
        Eventually.within(
                Eventually.PATIENCE,
                () -> assertThat(recorder.output())
                        .contains(": 4 Services, 35 Pods, ")
                        .contains(" at the beginning; Ctrl-C ends it"));
    }

    /** Pods come, get ready, flip, end, terminate and go; Services are changed, come, go, and come again; so does a Node. */
    private void happen() {
        Stream.of(Cluster.names("secret-web", 0, 42), Cluster.names("secret-again", 0, 5))
                .flatMap(List::stream)
                .forEach(scenario.gaps()::excuse);
        cluster.createNode(NODE, "secret-zone");
        List<String> added = cluster.createReadyPods("secret-web", 30, 12);
        List<String> flipped = added.subList(0, 6);
        flipped.forEach(pod -> cluster.setReady(pod, false));
        flipped.forEach(pod -> cluster.setReady(pod, true));
        cluster.fail("secret-web-7");
        List<String> gone = Cluster.names("secret-web", 0, 6);
        gone.forEach(cluster::terminate);
        gone.subList(1, gone.size()).forEach(cluster::finish);
        createNamed();
        cluster.deleteService("secret-again");
        Eventually.within(
                Eventually.PATIENCE,
                () -> assertThat(server.client()
                                .services()
                                .inNamespace(cluster.namespace())
                                .withName("secret-again")
                                .get())
                        .isNull());
        cluster.createService("secret-again");
        cluster.editService(
                "secret-front",
                service -> service.editSpec()
                        .addToSelector(Cluster.APP, "secret-again")
                        .editFirstPort()
                        .withTargetPort(new IntOrString(8443))
                        .withAppProtocol("example.org/secret-protocol")
                        .endPort()
                        .endSpec());
        cluster.createService(
                "secret-late",
                service -> service.editSpec()
                        .addToSelector(Cluster.APP, "secret-web")
                        .withPublishNotReadyAddresses(true)
                        .endSpec());
        cluster.label("secret-again-0", Cluster.APP, "secret-web");
        cluster.deleteNode(NODE);
    }

    private void createNamed() {
        cluster.createPod(
                "secret-named-0",
                Map.of(Cluster.APP, "secret-named"),
                pod -> pod.editSpec()
                        .withHostname("secret-host")
                        .withSubdomain("secret-named")
                        .endSpec());
        cluster.setReady("secret-named-0", true);
    }

    /** Each watch shows its changes in their order, so a last one of each kind tells that all have been shown. */
    private void awaitRecorded(PlainSight plain) {
        cluster.createPod("secret-last", Map.of("secret-key", "secret-value"), pod -> pod);
        cluster.setReady("secret-last", true);
        cluster.editService(
                "secret-late",
                service -> service.editMetadata()
                        .addToLabels("secret-key", "secret-value")
                        .endMetadata());
        ServiceKey late = new ServiceKey(cluster.namespace(), "secret-late");
        PodKey last = new PodKey(cluster.namespace(), "secret-last");
        Eventually.within(Eventually.PATIENCE, () -> {
            assertThat(plain.node(NODE)).isEmpty();
            assertThat(plain.pod(last).filter(pod -> pod.ready())).isPresent();
            assertThat(plain.service(late).map(ServiceFacts::labels).orElseThrow())
                    .isNotEmpty();
            assertThat(Files.readString(file).lines().skip(1)).hasSize(plain.size());
        });
    }

    /** Not that of the scenario, after which no Pod may leave another Service that it has not come to. */
    private void awaitPublished() {
        Oracle oracle = new Oracle(server.client(), cluster.namespace());
        Eventually.within(
                Eventually.PATIENCE,
                () -> SERVICES.forEach(
                        service -> assertThat(Oracle.actual(scenario.slices().of(service)))
                                .as(service)
                                .isEqualTo(oracle.expected(service))));
    }

    /** What the slices of the played recording publish in the end, under the names of the cluster, is what those of the cluster do. */
    private void assertEndpointsOfCluster(Timeline recorded, HashedNames names) {
        for (SimulatedPolicy policy : SimulatedPolicy.values()) {
            Map<String, ImmutableList<Slice>> last = new HashMap<>();
            play(recorded, policy, 10, sync -> last.put(names.plain(sync.service()), sync.slices()));
            assertThat(last.keySet()).containsExactlyInAnyOrderElementsOf(SERVICES);
            last.forEach((service, slices) -> assertThat(
                            Oracle.actual(slices.stream().map(names::plain).toList()))
                    .as("%s, %s", policy, service)
                    .isEqualTo(Oracle.actual(scenario.slices().of(service))));
        }
    }

    private void assertFigures(Timeline recorded, Timeline direct) {
        int cap = recorded.maxEndpointsPerSlice();
        ImmutableList<Run> runs = Stream.of(SimulatedPolicy.values())
                .map(policy -> play(recorded, policy, cap, SyncObserver.NONE))
                .collect(toImmutableList());

        assertThat(Jar.run("simulate", file.toString(), "-o", "json", "--batching=" + GATHERED.toSeconds() + "s")
                        .orFail())
                .isEqualTo(JsonRuns.of(runs));
        assertThat(runs).allSatisfy(run -> assertThat(run.lowerBound()).isPositive());
        for (int most : List.of(cap, 5)) {
            for (SimulatedPolicy policy : SimulatedPolicy.values()) {
                Run ofRecording = play(recorded, policy, most, SyncObserver.NONE);
                Run ofNames = play(direct, policy, most, SyncObserver.NONE);
                assertThat(figures(ofRecording)).as("%s, %d", policy, most).isEqualTo(figures(ofNames));
            }
        }
    }

    /** What does not depend on the length and the order of names. */
    private static List<Object> figures(Run run) {
        return List.of(run.lowerBound(), run.idealSlices(), run.endpoints().writes(), run.delays());
    }

    private static Run play(Timeline timeline, SimulatedPolicy policy, int cap, SyncObserver observer) {
        return Simulation.run(timeline, policy, new Setting(cap, 1, 0.05, new Batching.Fixed(GATHERED)), observer);
    }
}
