package io.endpointslice.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a Pod: the fields that the rules use and no other. Two Pods that are equal lead to the same endpoints,
 * so a change that leaves the facts equal causes no sync (R3).
 *
 * @param terminal the phase is Failed or Succeeded (E2)
 * @param ready the Ready condition is True (E3)
 * @param readyTransition when the Ready condition last changed (E15)
 * @param terminating the deletionTimestamp is set (E3)
 * @param ips status.podIPs as they stand, or status.podIP alone if there are none (E5)
 * @param hostname spec.hostname, empty if unset (E8)
 * @param subdomain spec.subdomain, empty if unset (E8)
 * @param nodeName spec.nodeName, empty if unset (E7)
 * @param ports named ports of the containers, then those of the restartable init containers (E6)
 */
public record PodFacts(
        PodKey key,
        String uid,
        ImmutableMap<String, String> labels,
        boolean terminal,
        boolean ready,
        Optional<Instant> readyTransition,
        boolean terminating,
        ImmutableList<String> ips,
        String hostname,
        String subdomain,
        String nodeName,
        ImmutableList<ContainerPort> ports) {}
