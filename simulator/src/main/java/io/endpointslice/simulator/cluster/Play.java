package io.endpointslice.simulator.cluster;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.simulator.timeline.Change;
import io.endpointslice.simulator.timeline.Pace;
import io.endpointslice.simulator.timeline.PlainObjects;
import io.endpointslice.simulator.timeline.Scene;
import io.endpointslice.simulator.timeline.Timeline;
import io.endpointslice.simulator.workload.Deployment;
import io.endpointslice.simulator.workload.Happening;
import io.endpointslice.simulator.workload.Workload;
import java.util.Random;

/** From a workload to what watches would show of it. */
public final class Play {
    /** What has begun is followed for so long after the last event, if it does not end earlier. */
    static final long AFTERMATH = 3_600_000;

    private final Workload workload;
    private final Agenda agenda = new Agenda();
    private final Cluster cluster;
    private final Troubles troubles;
    private final ImmutableMap<String, DeploymentRun> deployments;

    private Play(Workload workload) {
        this.workload = workload;
        this.cluster = new Cluster(workload, new Random(workload.seed()), agenda);
        this.troubles = new Troubles(cluster);
        this.deployments = workload.deployments().stream()
                .collect(toImmutableMap(Deployment::name, spec -> new DeploymentRun(spec, cluster)));
    }

    /** The workload's timeline, always the same. */
    public static Timeline timeline(Workload workload) {
        return new Play(workload).play();
    }

    private Timeline play() {
        deployments.values().forEach(DeploymentRun::stand);
        workload.events().forEach(event -> agenda.at(event.at(), () -> begin(event)));
        long last = workload.events().stream().mapToLong(Happening::at).max().orElse(0);
        agenda.play(last + AFTERMATH);
        ImmutableList<ServiceFacts> services = workload.services().stream()
                .map(service -> PlainObjects.service(service.name(), service.selector()))
                .collect(toImmutableList());
        return new Timeline(
                workload.name(),
                workload.about(),
                workload.maxEndpointsPerSlice(),
                Pace.REAL,
                new Scene(services, cluster.nodeFacts(), cluster.initialPods()),
                cluster.moments());
    }

    private void begin(Happening event) {
        if (event instanceof Happening.Rollout rollout) {
            deployment(rollout.deployment()).rollOut();
        } else if (event instanceof Happening.Scale scale) {
            scale(scale);
        } else if (event instanceof Happening.Drain drain) {
            new DrainRun(drain, cluster).next();
        } else if (event instanceof Happening.Fail fail) {
            troubles.fail(fail);
        } else if (event instanceof Happening.Flap flap) {
            troubles.flap(flap, deployment(flap.deployment()));
        } else if (event instanceof Happening.Switch change) {
            cluster.show(new Change.ServiceSeen(PlainObjects.service(change.service(), change.selector())));
        } else if (event instanceof Happening.Job job) {
            new JobRun(job, cluster).manage();
        }
    }

    private void scale(Happening.Scale scale) {
        long at = 0;
        for (int round = 0; round < scale.times(); round++) {
            for (int replicas : scale.to()) {
                agenda.after(at, () -> deployment(scale.deployment()).scaleTo(replicas));
                at += scale.every();
            }
        }
    }

    private DeploymentRun deployment(String name) {
        return requireNonNull(deployments.get(name), "a Deployment that the workload does not have");
    }
}
