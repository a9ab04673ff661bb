package io.endpointslice.cli.demo;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ListMultimap;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.endpointslice.cli.demo.Publication.Address;
import io.endpointslice.mapping.IpAddresses;
import io.endpointslice.mapping.IpAddresses.IpAddress;
import io.endpointslice.model.AddressType;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A rolling update as a Deployment with maxSurge 25% and maxUnavailable 0 does it, together with the kubelets: new Pods
 * start up to the surge, become ready after a while, and for each that does an old one is told to end, which takes a while
 * too. Time goes in steps, about a second of a real cluster each.
 */
final class Rollout implements AutoCloseable {
    private static final int KUBELETS = 8;
    private static final int SURGE_DIVISOR = 4;
    private static final int MIN_STEPS_TO_READY = 5;
    private static final int MAX_STEPS_TO_READY = 14;
    private static final int MIN_STEPS_TO_END = 2;
    private static final int MAX_STEPS_TO_END = 6;
    /**
     * The mock server removes an object when an update finds it marked for deletion and without finalizers; this one stands
     * for the grace period.
     */
    private static final String GRACE_PERIOD = "demo.endpointslice.io/grace-period";

    private final KubernetesClient client;
    private final Publication publication;
    private final AddressPool addresses;
    private final Random random;
    private final RandomNames names;
    private final Clock clock;
    private final ListMultimap<Integer, Runnable> agenda = ArrayListMultimap.create();
    private final ImmutableList<Pod> templates;
    private final Deque<Pod> old;
    private final ExecutorService kubelets;
    private final List<Callable<Pod>> changes = new ArrayList<>();
    private final Set<Address> readyAddresses = new HashSet<>();
    private int step;
    private int created;
    private int ready;
    private int terminated;
    private int gone;

    /**
     * A rollout that has not begun.
     *
     * @param pods those to replace
     * @param publication is told which Pods stay ready
     */
    Rollout(KubernetesClient client, List<Pod> pods, Publication publication, AddressPool addresses, long seed) {
        this.client = client;
        this.publication = publication;
        this.addresses = addresses;
        this.random = new Random(seed);
        this.names = new RandomNames(seed + 1);
        this.clock = Clock.systemUTC();
        this.kubelets = Executors.newFixedThreadPool(
                KUBELETS,
                new ThreadFactoryBuilder()
                        .setNameFormat("kubelet-%d")
                        .setDaemon(true)
                        .build());
        this.templates = ImmutableList.copyOf(pods);
        List<Pod> victims = new ArrayList<>(pods);
        Collections.shuffle(victims, random);
        this.old = new ArrayDeque<>(victims);
    }

    boolean isDone() {
        return gone == templates.size();
    }

    Progress progress() {
        return new Progress(templates.size(), terminated, created - ready, terminated - gone);
    }

    /** The addresses of the new Pods that are ready. */
    ImmutableSet<Address> readyAddresses() {
        return ImmutableSet.copyOf(readyAddresses);
    }

    /** The addresses of the Pods that were there before. */
    ImmutableSet<Address> oldAddresses() {
        return templates.stream().flatMap(pod -> addresses(pod).stream()).collect(toImmutableSet());
    }

    /** Does what happens in the next step: Pods end and become ready, then others are told to end or created. */
    void next() throws InterruptedException {
        step++;
        agenda.removeAll(step).forEach(Runnable::run);
        send();
        while (terminated < ready) {
            terminate(old.remove());
        }
        int surge = roundUp(templates.size(), SURGE_DIVISOR);
        int batch = roundUp(surge, SURGE_DIVISOR);
        for (int i = 0; i < batch && created < templates.size() && created - terminated < surge; i++) {
            create(templates.get(created));
        }
        send();
    }

    private void create(Pod template) {
        ImmutableList<String> ips = PodStates.ips(template).stream()
                .map(ip -> addresses.next(
                        IpAddresses.parse(ip).map(IpAddress::type).orElse(AddressType.IPV4)))
                .collect(toImmutableList());
        Pod pod = new PodBuilder(template)
                .withNewMetadata()
                .withNamespace(template.getMetadata().getNamespace())
                .withName(names.next(prefix(template.getMetadata().getName())))
                .withLabels(template.getMetadata().getLabels())
                .endMetadata()
                .withStatus(PodStates.running(ips, false, now()))
                .build();
        changes.add(() -> client.resource(pod).create());
        created++;
        agenda.put(step + between(MIN_STEPS_TO_READY, MAX_STEPS_TO_READY), () -> becomeReady(pod));
    }

    private void becomeReady(Pod pod) {
        ImmutableSet<Address> held = addresses(pod);
        publication.hold(held);
        readyAddresses.addAll(held);
        update(PodStates.ready(pod, now()));
        ready++;
    }

    private void terminate(Pod pod) {
        publication.release(addresses(pod));
        Pod graceful = new PodBuilder(pod)
                .editMetadata()
                .withResourceVersion(null)
                .withDeletionTimestamp(now().toString())
                .addToFinalizers(GRACE_PERIOD)
                .endMetadata()
                .build();
        update(graceful);
        terminated++;
        agenda.put(step + between(MIN_STEPS_TO_END, MAX_STEPS_TO_END), () -> end(graceful));
    }

    private void end(Pod pod) {
        update(new PodBuilder(pod)
                .editMetadata()
                .removeFromFinalizers(GRACE_PERIOD)
                .endMetadata()
                .build());
        gone++;
    }

    private void update(Pod pod) {
        changes.add(() -> client.resource(pod).update());
    }

    /** All at once, as kubelets do not wait for each other, and then waits for the answers. */
    private void send() throws InterruptedException {
        for (Future<Pod> answer : kubelets.invokeAll(changes)) {
            try {
                answer.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a Pod could not be written: " + e.getCause(), e);
            }
        }
        changes.clear();
    }

    /** As the controller publishes them. */
    static ImmutableSet<Address> addresses(Pod pod) {
        return PodStates.ips(pod).stream()
                .flatMap(ip -> IpAddresses.parse(ip).stream())
                .map(ip -> new Address(pod.getMetadata().getNamespace(), ip.text()))
                .collect(toImmutableSet());
    }

    @Override
    public void close() {
        kubelets.shutdownNow();
    }

    private static String prefix(String name) {
        int dash = name.lastIndexOf('-');
        return dash < 0 ? name + "-" : name.substring(0, dash + 1);
    }

    private static int roundUp(int number, int divisor) {
        return (number + divisor - 1) / divisor;
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private Instant now() {
        return clock.instant();
    }
}
