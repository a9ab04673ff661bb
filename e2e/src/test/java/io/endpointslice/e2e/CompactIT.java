package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.config.CompactionConfig;
import io.endpointslice.config.PackingPolicyName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A Service that was scaled down from 80 Pods to 31, so that its slices of ten are half empty, is compacted while the controller
 * runs: by the command, and by the controller itself. A watch sees every event, and that no ready Pod is missing after any.
 */
@ExtendWith(SharedApiServer.class)
final class CompactIT {
    private static final int PODS = 80;
    private static final int LEFT = 31;
    private static final int MAX_ENDPOINTS = 10;
    private static final int IDEAL = 4;

    private ApiServer server;
    private Scenario scenario;

    @BeforeEach
    void scaleDown(ApiServer shared) {
        server = shared;
        scenario = new Scenario(server).running(MAX_ENDPOINTS, PackingPolicyName.MINIMAL, Optional.empty());
        Cluster cluster = scenario.cluster();
        cluster.createService("web");
        List<String> pods = new ArrayList<>(cluster.createReadyPods("web", 0, PODS));
        scenario.awaitRight("web");
        Collections.shuffle(pods, new Random(5));
        List<String> victims = pods.subList(0, PODS - LEFT);
        cluster.together(victims, cluster::terminate);
        cluster.together(victims, cluster::finish);
        scenario.awaitRight("web");
        scenario.controller().awaitIdle();
        assertThat(scenario.slices().of("web")).hasSizeGreaterThan(IDEAL + 2);
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    @DisplayName(
            "P3, P4: compact --apply: step by step, nothing is missing, and the controller has nothing to write then")
    void command() {
        SliceWatch.Writes before = scenario.slices().writes();
        Program shown = compact("-o", "json");
        assertThat(shown.exitCode()).as(shown.output()).isEqualTo(1);
        assertThat(scenario.slices().writes()).isEqualTo(before);

        String output = compact("--apply", "--quiet-for=1s", "--rate=20").orFail();

        assertCompacted(before);
        assertThat(output).contains("/web: done\n").contains("0 Services left alone");
        assertThat(compact().orFail()).isEqualTo("Nothing is worth being merged.\n");
    }

    @Test
    @DisplayName("P3, P4: run --compact-when-quiet: after the time it takes turns with nobody, and is silent then")
    void whenQuiet() {
        SliceWatch.Writes before = scenario.slices().writes();

        scenario.running(
                MAX_ENDPOINTS,
                PackingPolicyName.CHURN_AWARE,
                Optional.of(new CompactionConfig(Duration.ofSeconds(1), 20, 10)));

        Eventually.within(
                Eventually.PATIENCE,
                () -> assertThat(scenario.slices().of("web")).hasSize(IDEAL));
        assertCompacted(before);
    }

    /** One delete for each slice that was too many, and at most one update for each that is left. */
    private void assertCompacted(SliceWatch.Writes before) {
        scenario.awaitRight("web");
        assertThat(scenario.slices().of("web")).hasSize(IDEAL);
        SliceWatch.Writes writes = scenario.writesSince(before);
        assertThat(writes.creates()).isZero();
        assertThat(writes.deletes()).isPositive();
        assertThat(writes.updates()).isBetween(1, IDEAL);
        scenario.assertSilent();
    }

    private Program compact(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "compact",
                "web",
                "-n",
                scenario.cluster().namespace(),
                "--max-endpoints-per-slice=" + MAX_ENDPOINTS,
                "--kubeconfig=" + server.controllerKubeconfig()));
        arguments.addAll(List.of(options));
        return Jar.run(arguments.toArray(String[]::new));
    }
}
