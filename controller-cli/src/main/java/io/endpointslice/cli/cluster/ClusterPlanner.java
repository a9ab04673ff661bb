package io.endpointslice.cli.cluster;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.cluster.ClusterPlan.Unchanged;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.legacy.EndpointsPlanner;
import io.endpointslice.mirroring.MirroringPlanner;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.Plan;
import io.endpointslice.plan.SlicePlanner;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Plans every Service of a cluster, each by itself, as on the first sync after a start. */
public final class ClusterPlanner {
    private final ClusterIndex index;
    private final ControllerConfig config;
    private final SlicePlanner slices;
    private final EndpointsPlanner endpoints = new EndpointsPlanner();
    private final MirroringPlanner mirroring;

    private ClusterPlanner(ClusterObjects objects, ControllerConfig config) {
        this.index = new ClusterIndex(objects);
        this.config = config;
        this.slices = new SlicePlanner(config);
        this.mirroring = new MirroringPlanner(config.maxEndpointsPerSubset());
    }

    /** What the controllers of the configuration would write for every Service among the objects. */
    public static ClusterPlan plan(ClusterObjects objects, ControllerConfig config) {
        ClusterPlanner planner = new ClusterPlanner(objects, config);
        ImmutableList<ControllerPlan> plans =
                planner.index.keys().stream().flatMap(planner::plans).collect(toImmutableList());
        PlannedObjects planned = new PlannedObjects(objects);
        ImmutableList<PlannedWrite> writes =
                plans.stream().flatMap(planned::carryOut).collect(toImmutableList());
        return new ClusterPlan(plans, writes, planned.standing(), planner.unchanged(plans));
    }

    private Stream<ControllerPlan> plans(ServiceKey key) {
        return config.loops().keySet().stream()
                .flatMap(
                        controller -> plan(controller, key).stream().map(plan -> new ControllerPlan(controller, plan)));
    }

    private Optional<Plan> plan(ControllerName controller, ServiceKey key) {
        Optional<ServiceFacts> service = index.service(key);
        return switch (controller) {
            case SLICES ->
                service.filter(ServiceFacts::isSelecting)
                        .map(selecting -> slices.plan(index.snapshot(selecting), selecting.creation()));
            case ENDPOINTS ->
                Optional.of(endpoints.plan(index.endpointsSnapshot(key), service.flatMap(ServiceFacts::creation)));
            case MIRRORING -> Optional.of(mirroring.plan(index.mirroringSnapshot(key)));
        };
    }

    private Unchanged unchanged(List<ControllerPlan> plans) {
        int unchangedSlices = 0;
        int unchangedEndpoints = 0;
        for (ControllerPlan one : plans) {
            int left = standing(one.controller(), one.plan().service()) - changes(one.plan());
            if (one.controller() == ControllerName.ENDPOINTS) {
                unchangedEndpoints += Math.max(0, left);
            } else {
                unchangedSlices += left;
            }
        }
        return new Unchanged(unchangedSlices, unchangedEndpoints);
    }

    /** What the controller keeps right for the Service; Endpoints that it only sweeps away are none of these. */
    private int standing(ControllerName controller, ServiceKey key) {
        boolean keeps = index.service(key).filter(ServiceFacts::isSelecting).isPresent();
        return switch (controller) {
            case SLICES -> index.ownSlices(key);
            case ENDPOINTS -> keeps && index.endpoints(key).isPresent() ? 1 : 0;
            case MIRRORING -> index.mirroredSlices(key);
        };
    }

    private static int changes(Plan plan) {
        return (int) plan.writes().stream()
                .filter(write -> !write.verb().equals("create"))
                .count();
    }
}
