package io.endpointslice.kube;

import static io.endpointslice.fixtures.Await.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.endpointslice.config.LeaderElectionConfig;
import io.endpointslice.fixtures.FakeTicker;
import io.endpointslice.fixtures.LogLines;
import io.endpointslice.fixtures.MockApi;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.mockwebserver.http.MockResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaderElectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final LeaderElectionConfig CONFIG = new LeaderElectionConfig(
            "kube-system",
            "endpointslice-controller",
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofMillis(10));

    @TempDir
    private Path folder;

    private final FakeTicker ticker = new FakeTicker();
    private final List<Candidate> candidates = new ArrayList<>();
    private MockApi api;
    private KubernetesClient client;

    @BeforeEach
    void connect() throws IOException {
        api = MockApi.started();
        client = ClientFactory.ofProcess().client(Optional.of(api.kubeconfig(folder)), Optional.empty());
    }

    @AfterEach
    void disconnect() {
        candidates.forEach(candidate -> candidate.election.close());
        client.close();
        api.close();
    }

    @Test
    @DisplayName("R5: the only candidate leads, once, and may write as long as it renews the lease")
    void leads() {
        Candidate a = candidate("a", CONFIG, ticker);
        assertThat(a.election.mayWrite()).isFalse();
        a.start();

        until("a leads", () -> a.led.get() == 1);
        assertThat(a.election.mayWrite()).isTrue();
        assertThat(a.election.leader()).contains("a");
        ticker.advance(Duration.ofSeconds(9));
        int renewals = renewals();
        until("a renewal after that", () -> renewals() >= renewals + 3);
        ticker.advance(Duration.ofSeconds(9));
        assertThat(a.election.mayWrite()).isTrue();
        assertThat(a.led).hasValue(1);
        assertThat(a.lost).isEmpty();
    }

    @Test
    @DisplayName("R5: the lease of one that is gone is taken when it has not been renewed for its duration, not before")
    void takesOver() {
        Candidate a = leader("a");
        Candidate b = standby("b");
        a.election.close();
        awaitAttempts(4); // so b has seen the last renewal

        ticker.advance(Duration.ofSeconds(14));
        awaitAttempts(4);
        assertThat(b.led).hasValue(0);
        assertThat(b.election.mayWrite()).isFalse();

        ticker.advance(Duration.ofSeconds(2));
        until("b leads", () -> b.led.get() == 1);
        assertThat(b.election.mayWrite()).isTrue();
        assertThat(stored().getSpec().getLeaseTransitions()).isEqualTo(1);
        assertThat(a.lost).as("it was closed, which is no loss").isEmpty();
    }

    @Test
    @DisplayName("R5: a lease that is given back is taken at the next attempt; who gave it back may not write any more")
    void release() {
        Candidate a = leader("a");
        Candidate b = standby("b");

        assertThat(a.election.release(PATIENCE)).isTrue();

        assertThat(a.election.mayWrite()).isFalse();
        until("b leads", () -> b.led.get() == 1);
        assertThat(a.lost).isEmpty();
    }

    @Test
    @DisplayName("R5: who is on standby has nothing to give back")
    void releaseByStandby() {
        leader("a");
        Candidate b = standby("b");

        assertThat(b.election.release(PATIENCE)).isFalse();
        assertThat(stored().getSpec().getHolderIdentity()).isEqualTo("a");
    }

    @Test
    @DisplayName("R5: with the API server away the lease cannot be given back, and nobody waits for that")
    void releaseWithoutServer() {
        Candidate a = leader("a");
        api.goAway();

        assertThat(a.election.release(PATIENCE)).isFalse();
        assertThat(a.election.mayWrite()).isFalse();
    }

    @Test
    @DisplayName("R5: who finds another in the lease has lost it, is told so once, and may not write")
    void taken() {
        Candidate a = leader("a");

        client.leases()
                .inNamespace(CONFIG.namespace())
                .withName(CONFIG.name())
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"holderIdentity\":\"other\"}}");

        until("a has lost", () -> !a.lost.isEmpty());
        assertThat(a.election.mayWrite()).isFalse();
        assertThat(a.lost)
                .containsExactly("the lease kube-system/endpointslice-controller is lost: other has taken it");
    }

    @Test
    @DisplayName("R5: who cannot renew may not write from the renew deadline on, and is told that the lease is lost")
    void cannotRenew() {
        Candidate a = leader("a");
        refuseRenewals();
        awaitAttempts(3);
        assertThat(a.election.mayWrite()).isTrue();

        ticker.advance(Duration.ofSeconds(10));

        assertThat(a.election.mayWrite()).isFalse();
    }

    @Test
    @DisplayName("R5: the loss of a lease that cannot be renewed is told at the renew deadline")
    void lossIsTold() {
        LeaderElectionConfig quick = new LeaderElectionConfig(
                CONFIG.namespace(),
                CONFIG.name(),
                Duration.ofSeconds(15),
                Duration.ofMillis(500),
                CONFIG.retryPeriod());
        Candidate a = candidate("a", quick, Ticker.systemTicker());
        a.start();
        until("a leads", () -> a.led.get() == 1);

        try (LogLines log = LogLines.of(LeaderElection.class.getName())) {
            refuseRenewals();
            until("a has lost", () -> !a.lost.isEmpty());

            assertThat(a.election.mayWrite()).isFalse();
            assertThat(a.lost)
                    .singleElement()
                    .asString()
                    .startsWith("the lease kube-system/endpointslice-controller is lost");
            assertThat(log.messages())
                    .containsOnlyOnce("lease kube-system/endpointslice-controller cannot be written: overloaded");
        }
    }

    @Test
    @DisplayName("R5: of two that begin at once one leads")
    void race() {
        Candidate a = candidate("a", CONFIG, ticker);
        Candidate b = candidate("b", CONFIG, ticker);
        a.start();
        b.start();

        until("one leads", () -> a.led.get() + b.led.get() == 1);
        awaitAttempts(6);
        assertThat(a.led.get() + b.led.get()).isEqualTo(1);
        assertThat(a.election.mayWrite()).isNotEqualTo(b.election.mayWrite());
        assertThat(a.election.leader()).isEqualTo(b.election.leader());
    }

    private Candidate leader(String identity) {
        Candidate candidate = candidate(identity, CONFIG, ticker);
        candidate.start();
        until(identity + " leads", () -> candidate.led.get() == 1);
        return candidate;
    }

    private Candidate standby(String identity) {
        Candidate candidate = candidate(identity, CONFIG, ticker);
        candidate.start();
        until(identity + " has seen a leader", () -> candidate.election.leader().isPresent());
        return candidate;
    }

    private Candidate candidate(String identity, LeaderElectionConfig config, Ticker clock) {
        Candidate candidate = new Candidate(new LeaderElection(client, config, identity, clock));
        candidates.add(candidate);
        return candidate;
    }

    private void refuseRenewals() {
        api.add(request -> request.method().equals("PUT")
                ? Optional.of(new MockResponse()
                        .setResponseCode(503)
                        .setBody("{\"kind\":\"Status\",\"code\":503,\"message\":\"overloaded\"}"))
                : Optional.empty());
    }

    private int renewals() {
        return api.requests("PUT").size();
    }

    /** Waits until the candidates that are there have read the lease so often, together. */
    private void awaitAttempts(int more) {
        int before = api.requests("GET").size();
        until("candidates have tried", () -> api.requests("GET").size() >= before + more);
    }

    private Lease stored() {
        return client.leases()
                .inNamespace(CONFIG.namespace())
                .withName(CONFIG.name())
                .require();
    }

    private static final class Candidate {
        private final LeaderElection election;
        private final AtomicInteger led = new AtomicInteger();
        private final List<String> lost = new CopyOnWriteArrayList<>();

        Candidate(LeaderElection election) {
            this.election = election;
        }

        void start() {
            election.start(led::incrementAndGet, lost::add);
        }
    }
}
