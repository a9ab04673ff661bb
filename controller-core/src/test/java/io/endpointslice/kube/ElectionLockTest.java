package io.endpointslice.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.endpointslice.config.LeaderElectionConfig;
import io.endpointslice.election.LeaseSight;
import io.endpointslice.election.Term;
import io.endpointslice.fixtures.FakeTicker;
import io.endpointslice.fixtures.MockApi;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.mockwebserver.http.MockResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElectionLockTest {
    private static final LeaderElectionConfig CONFIG = LeaderElectionConfig.DEFAULT;
    private static final String LEASE = "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases";
    private static final ZonedDateTime NOON = ZonedDateTime.of(2030, 1, 1, 12, 0, 0, 123_456_000, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final FakeTicker ticker = new FakeTicker();
    private final LeaseSight sight = new LeaseSight(ticker);
    private final Term term = new Term(CONFIG.renewDeadline(), ticker);
    private final List<String> lines = new ArrayList<>();
    private final ElectionLock lock = new ElectionLock(CONFIG, "me", sight, term, new RareLine(ticker, lines::add));
    private MockApi api;
    private KubernetesClient client;

    @BeforeEach
    void connect() throws IOException {
        api = MockApi.started();
        client = ClientFactory.ofProcess().client(Optional.of(api.kubeconfig(folder)), Optional.empty());
    }

    @AfterEach
    void disconnect() {
        client.close();
        api.close();
    }

    @Test
    @DisplayName("R5: a lease that is not there is made, and the term begins with it")
    void created() {
        assertThat(lock.get(client)).isNull();
        lock.create(client, recordOf("me"));

        assertThat(api.requests("POST")).singleElement().returns("POST " + LEASE, MockApi.Request::line);
        LeaseSpec spec = stored().getSpec();
        assertThat(spec.getHolderIdentity()).isEqualTo("me");
        assertThat(spec.getLeaseDurationSeconds()).isEqualTo(15);
        assertThat(spec.getRenewTime()).isEqualTo(NOON);
        assertThat(term.isRunning()).isTrue();
    }

    @Test
    @DisplayName(
            "R5: a renewal is put with the resourceVersion that was read, and keeps what others wrote in the Lease")
    void updated() {
        client.resource(new LeaseBuilder(lease(heldBy("me")))
                        .editMetadata()
                        .addToLabels("team", "network")
                        .endMetadata()
                        .build())
                .create();
        lock.get(client);
        String version = stored().getMetadata().getResourceVersion();

        lock.update(client, recordOf("me"));

        assertThat(api.requests("PUT")).singleElement().satisfies(request -> {
            assertThat(request.line()).isEqualTo("PUT " + LEASE + "/endpointslice-controller");
            assertThat(request.body()).contains("\"resourceVersion\":\"" + version + "\"");
        });
        assertThat(api.requests("PATCH")).isEmpty();
        assertThat(stored().getMetadata().getLabels()).containsEntry("team", "network");
    }

    @Test
    @DisplayName("R5: who was overtaken since it read the lease does not get it, nor a term, nor a word in the log")
    void overtaken() {
        client.resource(lease(heldBy("me"))).create();
        lock.get(client);
        client.resource(stored())
                .edit(lease -> new LeaseBuilder(lease)
                        .editSpec()
                        .withHolderIdentity("other")
                        .endSpec()
                        .build());

        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> lock.update(client, recordOf("me")))
                .satisfies(e -> assertThat(e.getCode()).isEqualTo(409));
        assertThat(term.isRunning()).isFalse();
        assertThat(lines).isEmpty();
    }

    @Test
    @DisplayName("R5: whether another's lease has run out goes by this machine's monotonic clock, not by times in it")
    void heldBySight() {
        client.resource(lease(heldBy("other"))).create();
        assertThat(canTake(lock.get(client))).isFalse();
        ticker.advance(Duration.ofSeconds(15));
        assertThat(canTake(lock.get(client))).isFalse();
        ticker.advance(Duration.ofMillis(1));

        assertThat(canTake(lock.get(client))).isTrue();
    }

    @Test
    @DisplayName(
            "R5: a Lease that somebody deletes stays its holder's until it would have run out, then it is made anew")
    void deleted() {
        client.resource(lease(heldBy("other"))).create();
        lock.get(client);
        client.resource(stored()).delete();

        assertThat(lock.get(client)).isNotNull().satisfies(record -> {
            assertThat(record.getHolderIdentity()).isEqualTo("other");
            assertThat(canTake(record)).isFalse();
        });

        ticker.advance(Duration.ofSeconds(16));
        assertThat(lock.get(client)).isNull();
        lock.create(client, recordOf("me"));
        assertThat(stored().getSpec().getHolderIdentity()).isEqualTo("me");
    }

    @Test
    @DisplayName("R5: the holder itself makes a deleted Lease again at once")
    void ownDeleted() {
        lock.get(client);
        lock.create(client, recordOf("me"));
        client.resource(stored()).delete();

        assertThat(lock.get(client)).isNull();
        lock.create(client, recordOf("me"));
        assertThat(stored().getSpec().getHolderIdentity()).isEqualTo("me");
    }

    @Test
    @DisplayName("R5: a Lease without any fields is nobody's; one without a duration is held for the usual one")
    void missingFields() {
        client.resource(lease(null)).create();
        assertThat(canTake(lock.get(client))).isTrue();

        client.resource(stored())
                .edit(lease -> new LeaseBuilder(lease)
                        .withSpec(new LeaseSpecBuilder()
                                .withHolderIdentity("other")
                                .build())
                        .build());
        assertThat(canTake(lock.get(client))).isFalse();
        ticker.advance(Duration.ofSeconds(16));
        assertThat(canTake(lock.get(client))).isTrue();
    }

    @Test
    @DisplayName("R5: giving the lease back is no renewal")
    void givenBack() {
        client.resource(lease(heldBy("me"))).create();
        lock.get(client);
        lock.update(client, recordOf(null));

        assertThat(term.isRunning()).isFalse();
        assertThat(stored().getSpec().getHolderIdentity()).isEmpty();
    }

    @Test
    @DisplayName("R5: what keeps it from the lease is one line, and again after 10 s; a 403 names the verbs")
    void trouble() {
        answer(new MockResponse()
                .setResponseCode(403)
                .setBody("{\"kind\":\"Status\",\"code\":403,\"message\":\"leases is forbidden\"}"));
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(KubernetesClientException.class).isThrownBy(() -> lock.get(client));
        }
        assertThat(lines)
                .containsExactly("lease kube-system/endpointslice-controller cannot be read: it is forbidden, the role"
                        + " needs get, create and update on leases: leases is forbidden");

        ticker.advance(Duration.ofSeconds(10));
        assertThatExceptionOfType(KubernetesClientException.class).isThrownBy(() -> lock.get(client));
        assertThat(lines).hasSize(2);
    }

    @Test
    @DisplayName("R5: every failure is one that the elector tries again after")
    void anyFailure() {
        answer(new MockResponse().setResponseCode(200).setBody("[]"));
        assertThatExceptionOfType(KubernetesClientException.class).isThrownBy(() -> lock.get(client));

        client.close();
        assertThatExceptionOfType(KubernetesClientException.class).isThrownBy(() -> lock.get(client));
    }

    /** As the client's elector asks. */
    private static boolean canTake(@Nullable LeaderElectionRecord record) {
        return Optional.ofNullable(record)
                .map(known -> known.getHolderIdentity().isEmpty()
                        || ZonedDateTime.now(ZoneOffset.UTC)
                                .isAfter(known.getRenewTime().plus(known.getLeaseDuration())))
                .orElseThrow(() -> new AssertionError("there is no record"));
    }

    private void answer(MockResponse response) {
        api.add(request -> request.path().contains("/leases") ? Optional.of(response) : Optional.empty());
    }

    private Lease stored() {
        return client.leases()
                .inNamespace("kube-system")
                .withName("endpointslice-controller")
                .require();
    }

    private static LeaderElectionRecord recordOf(@Nullable String holder) {
        return new LeaderElectionRecord(holder, CONFIG.leaseDuration(), NOON, NOON, 0);
    }

    private static LeaseSpec heldBy(String holder) {
        return new LeaseSpecBuilder()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds(15)
                .withAcquireTime(NOON)
                .withRenewTime(NOON)
                .withLeaseTransitions(3)
                .build();
    }

    private static Lease lease(@Nullable LeaseSpec spec) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withNamespace("kube-system")
                .withName("endpointslice-controller")
                .endMetadata()
                .withSpec(spec)
                .build();
    }
}
