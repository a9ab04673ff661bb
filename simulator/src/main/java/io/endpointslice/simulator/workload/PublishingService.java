package io.endpointslice.simulator.workload;

import com.google.common.collect.ImmutableMap;

/** A Service with one port over the Pods that have these labels. */
public record PublishingService(String name, ImmutableMap<String, String> selector) {}
