package io.endpointslice.election;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a Lease says. Its times are of its holder's clock and are compared for being the same only, never with a clock here.
 *
 * @param holder the identity of the one that leads; empty if nobody does
 * @param duration how long the holder may rely on the lease after a renewal
 * @param acquired when the holder took it
 * @param renewed when the holder renewed it last
 * @param transitions how often it has changed hands
 */
public record LeaseState(
        String holder, Duration duration, Optional<Instant> acquired, Optional<Instant> renewed, int transitions) {}
