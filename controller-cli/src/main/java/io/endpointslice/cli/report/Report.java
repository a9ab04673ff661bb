package io.endpointslice.cli.report;

import io.endpointslice.cli.cluster.ClusterPlan;

/** One way to show a plan. */
public interface Report {
    /** The whole text, each line ended. The same plan gives the same text. */
    String render(ClusterPlan plan);
}
