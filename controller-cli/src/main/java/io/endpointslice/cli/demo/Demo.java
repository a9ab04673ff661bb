package io.endpointslice.cli.demo;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.cli.demo.Publication.Address;
import io.endpointslice.kube.FabricWriter;
import io.endpointslice.kube.FactsReader;
import io.endpointslice.kube.SliceCodec;
import io.endpointslice.kube.WriteRateLimit;
import io.endpointslice.mapping.AddressTypes;
import io.endpointslice.mapping.IpAddresses;
import io.endpointslice.metrics.Metrics;
import io.endpointslice.model.AddressType;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;
import io.endpointslice.queue.TimeSource;
import io.endpointslice.runtime.Controller;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** The controller at work on an API server in this process: first sync, a rolling update, and what both have cost. */
public final class Demo {
    /** Nothing but this controller writes there, so its API server needs no protection. */
    private static final int UNLIMITED = 10_000;

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(10);
    private static final Duration SETTLE_QUIET = Duration.ofMillis(200);
    private static final Duration STEP_LIMIT = Duration.ofMillis(400);
    /** On a terminal, slow enough to be watched. */
    private static final Duration LIVE_STEP = Duration.ofMillis(150);

    private static final Duration STEP = Duration.ofMillis(50);

    private final DemoOptions options;
    private final PrintWriter out;
    private final DemoReport report;

    /**
     * @param out gets the whole output
     */
    public Demo(DemoOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
        this.report = new DemoReport(
                out, new SliceTable(options.bars(), options.config().maxEndpointsPerSlice()));
    }

    /**
     * Runs the demo to its end.
     *
     * @return whether no endpoint was missing at any moment, and all that had to be published was
     */
    public boolean run(Scenario scenario) throws InterruptedException {
        try (EmbeddedApi api = new EmbeddedApi(scenario.objects(), options.seed() + 2);
                KubernetesClient client = api.client();
                KubernetesClient controllerClient = api.client();
                Publication publication = new Publication(client)) {
            report.begin(scenario, api.url());
            SyncTally tally = new SyncTally();
            try (Controller controller = new Controller(
                    controllerClient,
                    Optional.empty(),
                    options.config(),
                    name -> new FabricWriter(controllerClient, new WriteRateLimit(UNLIMITED, UNLIMITED)),
                    tally,
                    new Metrics(options.config(), InstantSource.system()),
                    TimeSource.system())) {
                Cluster cluster = new Cluster(client, controller, tally, publication);
                publication.hold(steady(scenario));
                start(cluster);
                boolean fine = show(scenario, cluster);
                if (options.keepRunning()) {
                    keepRunning(cluster, api.url());
                }
                return fine;
            }
        }
    }

    private record Cluster(KubernetesClient client, Controller controller, SyncTally tally, Publication publication) {
        boolean awaitQuiet(Duration quiet, Duration limit) throws InterruptedException {
            return tally.awaitQuiet(controller::isIdle, quiet, limit);
        }

        ImmutableList<Slice> slices() {
            return client.discovery().v1().endpointSlices().inAnyNamespace().list().getItems().stream()
                    .map(SliceCodec::fromApi)
                    .collect(toImmutableList());
        }
    }

    private static ImmutableSet<Address> steady(Scenario scenario) {
        return scenario.pods()
                .filter(pod ->
                        FactsReader.pod(pod).ready() && !FactsReader.pod(pod).terminating())
                .flatMap(pod -> Rollout.addresses(pod).stream())
                .collect(toImmutableSet());
    }

    private static void start(Cluster cluster) throws InterruptedException {
        cluster.controller.start();
        cluster.controller.lead();
        if (!cluster.controller.awaitSynced(START_LIMIT)) {
            throw new IllegalStateException("the controller was not ready after " + START_LIMIT.toSeconds() + " s: "
                    + cluster.controller.notReady().orElse("it is now"));
        }
        cluster.awaitQuiet(SETTLE_QUIET, SETTLE_LIMIT);
    }

    private boolean show(Scenario scenario, Cluster cluster) throws InterruptedException {
        Totals start = cluster.tally.slices();
        report.firstSync(start, cluster.slices());
        Optional<ServiceFacts> target = scenario.toRollOver();
        boolean complete = true;
        if (target.isPresent()) {
            complete = rollOut(scenario, target.get(), cluster);
        } else {
            report.nothingToRollOut();
        }
        cluster.publication.checkComplete();
        DemoReport.Result result = new DemoReport.Result(
                start,
                cluster.tally.slices().minus(start),
                cluster.tally.endpoints(),
                cluster.publication.missing(),
                cluster.publication.events(),
                complete);
        report.end(result);
        report.slices("Slices at the end", cluster.slices());
        report.explain(result);
        return complete && result.missing() == 0;
    }

    private boolean rollOut(Scenario scenario, ServiceFacts service, Cluster cluster) throws InterruptedException {
        ImmutableList<Pod> pods = scenario.podsOf(service);
        Set<String> used =
                scenario.pods().flatMap(pod -> PodStates.ips(pod).stream()).collect(toImmutableSet());
        try (Rollout rollout =
                new Rollout(cluster.client, pods, cluster.publication, new AddressPool(used), options.seed())) {
            Totals start = cluster.tally.slices();
            RolloutView view = report.rollout(service, pods.size(), options.live());
            Runnable show = () -> view.show(
                    rollout.progress(), cluster.tally.slices().minus(start), cluster.publication.slices(service.key()));
            while (!rollout.isDone()) {
                rollout.next();
                cluster.awaitQuiet(options.live() ? LIVE_STEP : STEP, STEP_LIMIT);
                show.run();
            }
            boolean complete = cluster.publication.awaitReady(
                    service.key(), publishable(rollout, service), rollout.oldAddresses(), SETTLE_LIMIT);
            cluster.awaitQuiet(SETTLE_QUIET, SETTLE_LIMIT);
            show.run();
            return complete;
        }
    }

    private static ImmutableSet<Address> publishable(Rollout rollout, ServiceFacts service) {
        ImmutableSet<AddressType> types = AddressTypes.of(service);
        return rollout.readyAddresses().stream()
                .filter(address -> IpAddresses.parse(address.ip())
                        .filter(ip -> types.contains(ip.type()))
                        .isPresent())
                .collect(toImmutableSet());
    }

    /** Returns only when the thread is interrupted, as in a test; Ctrl-C ends the process, with exit code 0. */
    private void keepRunning(Cluster cluster, String url) throws InterruptedException {
        Thread hook = new Thread(() -> Runtime.getRuntime().halt(0), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            report.keepRunning(url, cluster.slices());
            cluster.tally.tell(report::wrote);
            new CountDownLatch(1).await();
        } finally {
            Runtime.getRuntime().removeShutdownHook(hook);
            out.flush();
        }
    }
}
