package io.endpointslice.e2e.benchmark;

import com.google.common.collect.ImmutableMap;

/**
 * What one run has shown.
 *
 * @param scenario the workload and its variant
 * @param round from 1
 * @param figures by name, which ends with the unit
 */
record Result(String scenario, Contestant contestant, int round, ImmutableMap<String, Double> figures) {}
