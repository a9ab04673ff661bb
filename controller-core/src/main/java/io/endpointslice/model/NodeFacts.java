package io.endpointslice.model;

/**
 * What is known of a Node.
 *
 * @param name never empty
 * @param zone the label {@code topology.kubernetes.io/zone}; empty if unset (E7)
 */
public record NodeFacts(String name, String zone) {}
