package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.e2e.AuditLog.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two instances as processes, of which one writes. Has an API server of its own, whose audit log tells who did. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LeaderElectionIT {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderElectionIT.class);
    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final String[] QUICK = {
        "--leader-elect-lease-duration=" + LEASE.toSeconds() + "s",
        "--leader-elect-renew-deadline=4s", // on a busy machine a JVM that starts may need 2 s for a request
        "--leader-elect-retry-period=500ms"
    };
    private static final Set<String> WRITTEN = Set.of("endpointslices", "endpoints", "events");
    private static final int PODS = 60;
    private static final int STEP = 10;

    private final List<Instance> instances = new ArrayList<>();
    private ApiServer server;
    private Scenario scenario;
    private int started;

    @BeforeAll
    void startServer() {
        server = ApiServer.start(ApiServer.auditOfEveryRequest());
    }

    @AfterAll
    void closeServer() {
        server.close();
    }

    @BeforeEach
    void open() {
        scenario = new Scenario(server);
        scenario.cluster().createService("web");
        scenario.cluster().createReadyPods("web", 0, PODS);
    }

    @AfterEach
    void close() {
        instances.forEach(Instance::close);
        instances.clear();
        scenario.close();
        server.client().leases().inNamespace(Deploy.NAME).withName(Deploy.NAME).delete();
    }

    @Test
    @DisplayName(
            "R5, P3: the leader is killed in the middle of a rolling update: the other goes on when the lease has run"
                    + " out, no ready endpoint is ever missing, and never do two write")
    void leaderIsKilled() {
        Instance first = leader(QUICK);
        Instance second = standby(QUICK);
        scenario.awaitRight("web");

        CompletableFuture<Void> update = CompletableFuture.runAsync(this::rollingUpdate);
        assertThat(Eventually.isTrue(Eventually.PATIENCE, () -> lives("web-" + PODS)))
                .isTrue();
        first.process().kill();
        Instant killed = Instant.now();
        second.awaitLeading();
        update.join();

        scenario.awaitRight("web");
        assertNeverTwoWriters(first, second);
        assertThat(leaseTaken(second))
                .isAfterOrEqualTo(lastOf(first, "leases").received().plus(LEASE));
        LOG.info("taken over {} after the leader was killed", Duration.between(killed, leaseTaken(second)));
    }

    @Test
    @DisplayName("R5: a leader that is paused beyond its lease and wakes up writes nothing, says so and ends")
    void leaderIsPaused() {
        Instance first = leader(QUICK);
        Instance second = standby(QUICK);
        scenario.awaitRight("web");

        first.process().pause();
        scenario.cluster().createReadyPods("web", PODS, STEP);
        second.awaitLeading();
        scenario.awaitRight("web");
        first.process().resume();
        Cluster cluster = scenario.cluster();
        cluster.together(Cluster.names("web", 0, STEP), cluster::finish);

        assertThat(first.process().awaitEnd(Eventually.PATIENCE)).isEqualTo(1);
        assertThat(first.process().output())
                .contains("ERROR")
                .contains("the lease " + Deploy.NAME + "/" + Deploy.NAME + " is lost");
        scenario.awaitRight("web");
        assertNeverTwoWriters(first, second);
    }

    @Test
    @DisplayName("R5: on SIGTERM the lease is given back, so the other need not wait until it runs out")
    void leaderIsStopped() throws InterruptedException {
        String[] slow = {"--leader-elect-lease-duration=120s", "--leader-elect-retry-period=500ms"};
        Instance first = leader(slow);
        Instance second = standby(slow);
        scenario.awaitRight("web");

        CompletableFuture<Void> update = CompletableFuture.runAsync(this::rollingUpdate);
        assertThat(Eventually.isTrue(Eventually.PATIENCE, () -> lives("web-" + PODS)))
                .isTrue();
        Instant stopped = Instant.now();
        first.terminate();
        second.awaitLeading(); // waits for less than the lease duration
        update.join();

        scenario.awaitRight("web");
        assertThat(first.process().output()).contains("is given back");
        assertNeverTwoWriters(first, second);
        LOG.info("handed over within {} of SIGTERM", Duration.between(stopped, leaseTaken(second)));
    }

    @Test
    @DisplayName(
            "R5: an API server that is away for longer than the renew deadline ends the leader; a standby waits for it")
    void apiServerIsAway() {
        Instance first = leader(QUICK);
        Instance second = standby(QUICK);
        scenario.awaitRight("web");

        server.stopApiServer();
        assertThat(first.process().awaitEnd(Eventually.PATIENCE)).isEqualTo(1);
        server.startApiServer();
        second.awaitLeading();
        scenario.cluster().createReadyPods("web", PODS, STEP);

        scenario.awaitRight("web");
        assertNeverTwoWriters(first, second);
    }

    private Instance leader(String... flags) {
        Instance instance = start(flags);
        instance.awaitLeading();
        return instance;
    }

    private Instance standby(String... flags) {
        Instance instance = start(flags);
        instance.awaitStandby();
        return instance;
    }

    private Instance start(String... flags) {
        String account = "instance-" + ++started;
        server.deploy().addAccount(account);
        Instance instance =
                Instance.start(server.deploy(), account, server.folder().resolve(account + ".log"), flags);
        instances.add(instance);
        return instance;
    }

    private void rollingUpdate() {
        Cluster cluster = scenario.cluster();
        for (int first = 0; first < PODS; first += STEP) {
            cluster.createReadyPods("web", PODS + first, STEP);
            List<String> old = Cluster.names("web", first, STEP);
            cluster.together(old, cluster::terminate);
            cluster.together(old, cluster::finish);
        }
    }

    private boolean lives(String pod) {
        return scenario.cluster().pods().stream()
                .anyMatch(object -> object.getMetadata().getName().equals(pod));
    }

    /** The second wrote only when the first had written for the last time, and both did. */
    private void assertNeverTwoWriters(Instance first, Instance second) {
        List<Request> writes = server.audit().since(0).stream()
                .filter(request -> WRITTEN.contains(request.resource()) && !isReading(request))
                .toList();
        Request last =
                of(writes, first).max(Comparator.comparing(Request::answered)).orElseThrow();
        Request next =
                of(writes, second).min(Comparator.comparing(Request::received)).orElseThrow();
        assertThat(next.received()).as("%s, then %s", last, next).isAfter(last.answered());
    }

    private Request lastOf(Instance instance, String resource) {
        return of(server.audit().since(0), instance)
                .filter(request -> request.resource().equals(resource) && !isReading(request))
                .max(Comparator.comparing(Request::received))
                .orElseThrow();
    }

    private Instant leaseTaken(Instance instance) {
        return of(server.audit().since(0), instance)
                .filter(request ->
                        request.resource().equals("leases") && request.verb().equals("update"))
                .map(Request::received)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Stream<Request> of(List<Request> requests, Instance instance) {
        return requests.stream().filter(request -> request.user().equals(instance.user()));
    }

    private static boolean isReading(Request request) {
        return Set.of("get", "list", "watch").contains(request.verb());
    }
}
