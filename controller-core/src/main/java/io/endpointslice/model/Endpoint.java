package io.endpointslice.model;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint of a slice. Absent texts are empty: the API has no meaning for an empty hostname, node or zone.
 *
 * @param identity addresses, hostname, and the name of the targetRef (E9)
 * @param conditions ready, serving, terminating (E3)
 * @param targetRef the object behind it
 * @param nodeName empty if unset
 * @param zone empty if unset
 * @param hints {@link Hints#NONE} if unset
 */
public record Endpoint(
        EndpointIdentity identity,
        Conditions conditions,
        Optional<TargetRef> targetRef,
        String nodeName,
        String zone,
        Hints hints) {

    /** An endpoint whose identity is taken from its parts. */
    public static Endpoint of(
            ImmutableList<String> addresses,
            String hostname,
            Conditions conditions,
            Optional<TargetRef> targetRef,
            String nodeName,
            String zone,
            Hints hints) {
        EndpointIdentity identity = new EndpointIdentity(
                ImmutableList.sortedCopyOf(addresses),
                hostname,
                targetRef.map(TargetRef::namespace).orElse(""),
                targetRef.map(TargetRef::name).orElse(""));
        return new Endpoint(identity, conditions, targetRef, nodeName, zone, hints);
    }

    public ImmutableList<String> addresses() {
        return identity.addresses();
    }

    /** Empty if unset. */
    public String hostname() {
        return identity.hostname();
    }

    /** The same endpoint with other hints. */
    public Endpoint withHints(Hints other) {
        return hints.equals(other) ? this : new Endpoint(identity, conditions, targetRef, nodeName, zone, other);
    }

    /** Whether a slice that holds {@code published} for this endpoint is right as it is, hints apart (E9). */
    @SuppressWarnings("ReferenceEquality") // an endpoint that has not changed is the published object
    public boolean sameApartFromHints(Endpoint published) {
        if (this == published) {
            return true;
        }
        return identity.equals(published.identity)
                && conditions.equals(published.conditions)
                && targetRef.equals(published.targetRef)
                && nodeName.equals(published.nodeName)
                && zone.equals(published.zone);
    }

    // as in EndpointIdentity: those of a record are slow unless C2 has compiled them

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Endpoint that && sameApartFromHints(that) && hints.equals(that.hints);
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }
}
