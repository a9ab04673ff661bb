package io.endpointslice.kube;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_FORBIDDEN;

import io.endpointslice.config.LeaderElectionConfig;
import io.endpointslice.election.LeaseSight;
import io.endpointslice.election.LeaseState;
import io.endpointslice.election.Term;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Lease as the client's elector reads and writes it. It stands between the two because of what the client's own lock
 * and elector (8.0) do:
 *
 * <ul>
 *   <li>The elector compares the time in the Lease with this machine's time of day, so a clock that is ahead takes a lease
 *       that is held. Here {@link LeaseSight} decides, which counts from when the Lease was seen to change.
 *   <li>It makes a Lease that is missing at once. Here one that was deleted counts as held until it would have run out.
 *   <li>It stops without a word on a Lease with missing fields, and on any failure that is not the client's own. Here
 *       fields may be missing, and every failure is one that it tries again after.
 *   <li>The client's lock patches, for which a role needs one more verb; here the Lease is put with its resourceVersion.
 * </ul>
 *
 * <p>Used by one thread at a time, the elector's.
 */
final class ElectionLock implements Lock {
    private final LeaderElectionConfig config;
    private final String identity;
    private final LeaseSight sight;
    private final Term term;
    private final RareLine trouble;
    private Optional<Lease> read = Optional.empty();

    /**
     * A lock that was not looked at yet.
     *
     * @param identity of this candidate; no other has it
     * @param sight is told of every state of the Lease
     * @param term is told of every renewal
     * @param trouble gets one line when the Lease cannot be read or written
     */
    ElectionLock(LeaderElectionConfig config, String identity, LeaseSight sight, Term term, RareLine trouble) {
        this.config = config;
        this.identity = identity;
        this.sight = sight;
        this.term = term;
        this.trouble = trouble;
    }

    @Override
    public @Nullable LeaderElectionRecord get(KubernetesClient client) {
        read = attempt("read", () -> Optional.ofNullable(lease(client).get()));
        read.ifPresent(this::saw);
        boolean held = sight.isHeld();
        Optional<LeaseState> known = sight.last().filter(last -> read.isPresent() || (held && !isOurs(last)));
        return known.map(state -> LeaseCodec.toRecord(state, held)).orElse(null);
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord record) {
        write(client, record);
    }

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord record) {
        write(client, record);
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public String describe() {
        return "lease " + config.lease();
    }

    private void write(KubernetesClient client, LeaderElectionRecord record) {
        Lease lease = LeaseCodec.toApi(read, config, record);
        Resource<Lease> resource =
                client.leases().inNamespace(config.namespace()).resource(lease);
        Term.Renewal renewal = term.renewal();
        Lease stored = attempt("written", () -> read.isPresent() ? resource.update() : resource.create());
        if (identity.equals(record.getHolderIdentity())) {
            renewal.accepted();
        }
        read = Optional.of(stored);
        saw(stored);
    }

    private void saw(Lease lease) {
        sight.saw(LeaseCodec.fromApi(lease, config.leaseDuration()));
    }

    private boolean isOurs(LeaseState state) {
        return state.holder().equals(identity);
    }

    private Resource<Lease> lease(KubernetesClient client) {
        return client.leases().inNamespace(config.namespace()).withName(config.name());
    }

    private <T> T attempt(String what, Supplier<T> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HTTP_CONFLICT) { // another was quicker, which is what the lease is for
                trouble.say(String.valueOf(e.getCode()), line(what, e, e.getCode() == HTTP_FORBIDDEN));
            }
            throw e;
        } catch (RuntimeException e) {
            trouble.say("", line(what, e, false));
            throw new KubernetesClientException(OneLine.of(e), e);
        }
    }

    private String line(String what, RuntimeException failure, boolean isForbidden) {
        String reason = OneLine.of(failure);
        return describe() + " cannot be " + what + ": "
                + (isForbidden ? "it is forbidden, the role needs get, create and update on leases: " : "") + reason;
    }
}
