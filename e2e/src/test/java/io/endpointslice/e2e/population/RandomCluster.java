package io.endpointslice.e2e.population;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.stream.IntStream;

/** Makes a random cluster with all features of Services, Pods and Endpoints mixed. The same seed gives the same. */
public final class RandomCluster {
    private static final String BIG_APP = "big";
    private static final int BIG_APP_PODS = 1500;
    private static final int APPS = 32;
    private static final int LEAST_PODS = 20;
    private static final int MOST_PODS = 80;
    private static final int RANDOM_ENDPOINTS = 6;
    /** Above all numbers of Pods that are there from the beginning. */
    private static final int LATE_POD = 10_000;

    private final Chance chance;
    private final RandomNodes nodes;
    private final RandomPods pods;
    private final RandomServices services;
    private int latePods = LATE_POD;

    public RandomCluster(long seed) {
        chance = new Chance(seed);
        nodes = new RandomNodes(chance);
        pods = new RandomPods(chance, nodes);
        services = new RandomServices(chance);
    }

    /** A whole cluster, once. */
    public Population population() {
        ImmutableList.Builder<Service> allServices = ImmutableList.builder();
        ImmutableList.Builder<Pod> allPods = ImmutableList.builder();
        IntStream.range(0, APPS).mapToObj(RandomCluster::app).forEach(app -> {
            allPods.addAll(pods.of(app, 0, chance.between(LEAST_PODS, MOST_PODS)));
            allServices.add(services.of(app, app)); // of the app's name, so that hostnames count (E8)
            if (chance.percent(50)) {
                allServices.add(services.of(app + "-again", app));
            }
        });
        allPods.addAll(pods.of(BIG_APP, 0, BIG_APP_PODS));
        allPods.addAll(pods.onAnyNode(Population.WITHOUT_ZONES, LEAST_PODS));
        allServices.addAll(services.special(BIG_APP, app(0)));
        ImmutableList<Endpoints> endpoints = new HandWrittenEndpoints(chance).all(RANDOM_ENDPOINTS);
        endpoints.stream()
                .map(object -> object.getMetadata().getName())
                .filter(name -> !name.equals(Population.WITHOUT_SERVICE))
                .forEach(name -> allServices.add(RandomServices.withoutSelector(name, chance.percent(30))));
        return new Population(nodes.nodes(), allServices.build(), allPods.build(), endpoints);
    }

    /** A Pod more, of any app but the big one. */
    public Pod latePod() {
        return pods.of(app(chance.between(0, APPS - 1)), latePods++, 1).get(0);
    }

    /** The same Service with other values of what may be changed. */
    public Service changed(Service service) {
        return services.changed(service);
    }

    /** Another Service of the same name for the same app. */
    public Service other(Service service) {
        return services.of(
                service.getMetadata().getName(), service.getSpec().getSelector().getOrDefault(Population.APP, ""));
    }

    /** Endpoints of the same name with other addresses. */
    public Endpoints other(Endpoints endpoints) {
        return new HandWrittenEndpoints(chance).random(endpoints.getMetadata().getName());
    }

    /** One of them. */
    public <T> T oneOf(List<T> all) {
        return chance.oneOf(all);
    }

    /** The same elements in another order. */
    public <T> ImmutableList<T> shuffled(List<T> all) {
        return chance.shuffled(all);
    }

    private static String app(int i) {
        return "app-" + i;
    }
}
