package io.endpointslice.cli.cluster;

import io.endpointslice.config.ControllerName;
import io.endpointslice.plan.Plan;

/** What one controller would write for one Service. */
public record ControllerPlan(ControllerName controller, Plan plan) {}
