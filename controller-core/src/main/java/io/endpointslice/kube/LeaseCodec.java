package io.endpointslice.kube;

import static io.endpointslice.kube.Unset.text;

import io.endpointslice.config.LeaderElectionConfig;
import io.endpointslice.election.LeaseState;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between the Lease object, what is known of it, and the form in which the client's elector wants it. */
final class LeaseCodec {
    private static final ZonedDateTime LONG_AGO = Instant.EPOCH.atZone(ZoneOffset.UTC);
    private static final ZonedDateTime NEVER = LONG_AGO.plusYears(1000);

    private LeaseCodec() {}

    /**
     * What the Lease says. Every field may be missing: anybody can have made the object.
     *
     * @param lease the object as it was read
     * @param usual the lease duration of one that does not say its own
     */
    static LeaseState fromApi(Lease lease, Duration usual) {
        LeaseSpec spec = lease.getSpec() == null ? new LeaseSpec() : lease.getSpec();
        Integer seconds = spec.getLeaseDurationSeconds();
        Integer transitions = spec.getLeaseTransitions();
        return new LeaseState(
                text(spec.getHolderIdentity()),
                seconds == null ? usual : Duration.ofSeconds(seconds),
                instant(spec.getAcquireTime()),
                instant(spec.getRenewTime()),
                transitions == null ? 0 : transitions);
    }

    /**
     * For the elector, which adds the duration to the time of the renewal and compares that with this machine's time of
     * day. So the record does not hold the time that the Lease says, but one that makes the answer {@code held}.
     */
    static LeaderElectionRecord toRecord(LeaseState state, boolean held) {
        return new LeaderElectionRecord(
                state.holder(),
                state.duration(),
                state.acquired().map(LeaseCodec::utc).orElse(LONG_AGO),
                held ? NEVER : LONG_AGO,
                state.transitions());
    }

    /** The Lease to write: the one that was read, if there was one, with what the elector wants to say in it. */
    static Lease toApi(Optional<Lease> read, LeaderElectionConfig config, LeaderElectionRecord record) {
        return read.map(LeaseBuilder::new)
                .orElseGet(LeaseBuilder::new)
                .editOrNewMetadata()
                .withNamespace(config.namespace())
                .withName(config.name())
                .endMetadata()
                .editOrNewSpec()
                .withHolderIdentity(text(record.getHolderIdentity()))
                .withLeaseDurationSeconds((int) record.getLeaseDuration().toSeconds())
                .withAcquireTime(record.getAcquireTime())
                .withRenewTime(record.getRenewTime())
                .withLeaseTransitions(record.getLeaderTransitions())
                .endSpec()
                .build();
    }

    private static Optional<Instant> instant(@Nullable ZonedDateTime time) {
        return Optional.ofNullable(time).map(ZonedDateTime::toInstant);
    }

    private static ZonedDateTime utc(Instant instant) {
        return instant.atZone(ZoneOffset.UTC);
    }
}
