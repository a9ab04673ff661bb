package io.endpointslice.simulator;

import io.endpointslice.simulator.cluster.Play;
import io.endpointslice.simulator.timeline.Timeline;
import io.endpointslice.simulator.workload.WorkloadReader;

/** A workload with some of everything that can happen. */
public final class MixedWorkload {
    private static final String MIX = """
            about: Some of everything
            nodes: {count: 6, zones: 2, podsPerNode: 40}
            controllerQps: 50
            deployments:
            - {name: web, replicas: 60, labels: {app: web, tier: front}, maxUnavailable: 10%}
            - {name: api, replicas: 25, labels: {app: api, tier: front}}
            services:
            - name: web
            - name: front
              selector: {tier: front}
            events:
            - {at: 1s, rollout: web}
            - {at: 5s, scale: api, to: [50, 20], every: 8s}
            - {at: 10s, drain: 2}
            - {at: 12s, flap: web, percent: 10, period: 5s, down: 1s, for: 20s}
            - {at: 20s, fail: 1, for: 5s}
            - {at: 30s, switch: front, selector: {app: api}}
            - {at: 35s, job: web, completions: 20, parallelism: 8, run: 1s..3s}
            """;

    private MixedWorkload() {}

    /** A new run of it, which is like all others. */
    public static Timeline timeline() {
        return Play.timeline(WorkloadReader.read("mix.yaml", MIX));
    }
}
