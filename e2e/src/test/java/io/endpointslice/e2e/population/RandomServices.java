package io.endpointslice.e2e.population;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.List;
import java.util.Map;

/** Services of every kind that the controllers treat differently. */
final class RandomServices {
    private static final String TOPOLOGY_MODE = "service.kubernetes.io/topology-mode";
    private static final String NO_CLUSTER_IP = "None";
    private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
    /** A label that tells some Pods of an app from the others. */
    private static final String TRACK = "track";

    private static final List<List<String>> FAMILIES =
            List.of(List.of("IPv4"), List.of("IPv6"), List.of("IPv4", "IPv6"), List.of("IPv6", "IPv4"));
    private static final List<ServicePort> PORTS = List.of(
            new ServicePortBuilder(port("http", 80, new IntOrString(8080)))
                    .withAppProtocol("http")
                    .build(),
            port("web", 81, new IntOrString(RandomPods.WEB)),
            new ServicePortBuilder(port("dns", 53, new IntOrString(RandomPods.DNS)))
                    .withProtocol("UDP")
                    .build(),
            port("metrics", 9090, new IntOrString(RandomPods.METRICS)),
            port("nobody-has-it", 7, new IntOrString("nobody-has-it")));

    private final Chance chance;

    RandomServices(Chance chance) {
        this.chance = chance;
    }

    /** A Service for the Pods of the app, or for some of them. */
    Service of(String name, String app) {
        List<String> families = chance.oneOf(FAMILIES);
        ServiceBuilder service = named(name)
                .editSpec()
                .addToSelector(Population.APP, app)
                .withIpFamilyPolicy(families.size() == 1 ? "SingleStack" : "RequireDualStack")
                .withIpFamilies(families)
                .withClusterIP(chance.percent(25) ? NO_CLUSTER_IP : null)
                .endSpec();
        return changed(service.build());
    }

    /** The same Service with other values of what may be changed. */
    Service changed(Service before) {
        boolean headless = NO_CLUSTER_IP.equals(before.getSpec().getClusterIP());
        boolean publishNotReady = chance.percent(20);
        ServiceBuilder service = new ServiceBuilder(before)
                .editMetadata()
                .withLabels(labels())
                .withAnnotations(Map.of())
                .endMetadata()
                .editSpec()
                .withPorts(headless && chance.percent(30) ? List.of() : ports())
                .withPublishNotReadyAddresses(publishNotReady ? Boolean.TRUE : null)
                .withTrafficDistribution(null)
                .removeFromSelector(TRACK)
                .endSpec();
        if (chance.percent(25)) {
            service.editSpec().addToSelector(TRACK, "stable").endSpec();
        }
        // a Pod on a Node that is gone is published then, and in no zone: with topology hints that is a case of its own
        traffic(service, chance.between(0, publishNotReady ? 4 : 6));
        return service.build();
    }

    /** What needs a name of its own, since there is a rule for it alone. */
    ImmutableList<Service> special(String appOverCapacity, String otherApp) {
        Service managed = named(Population.MISLABELLED + "-managed")
                .editMetadata()
                .addToLabels("endpoints.kubernetes.io/managed-by", "somebody")
                .endMetadata()
                .build();
        Service headless = named(Population.MISLABELLED + "-headless")
                .editMetadata()
                .addToLabels("service.kubernetes.io/headless", "")
                .endMetadata()
                .build();
        Service withoutZones = named(Population.WITHOUT_ZONES)
                .editMetadata()
                .addToAnnotations(TOPOLOGY_MODE, "Auto")
                .endMetadata()
                .build();
        return ImmutableList.of(
                selecting(managed, otherApp),
                selecting(headless, otherApp),
                selecting(named(Population.OVER_CAPACITY + "-one-port").build(), appOverCapacity),
                new ServiceBuilder(selecting(
                                named(Population.OVER_CAPACITY + "-two-ports").build(), appOverCapacity))
                        .editSpec()
                        .withPorts(PORTS.get(0), PORTS.get(1))
                        .endSpec()
                        .build(),
                selecting(withoutZones, Population.WITHOUT_ZONES),
                selecting(named("some-without-zones").build(), Population.WITHOUT_ZONES),
                selecting(named("without-pods").build(), "no-such-app"),
                new ServiceBuilder(selecting(named("without-pods-headless").build(), "no-such-app"))
                        .editSpec()
                        .withClusterIP(NO_CLUSTER_IP)
                        .endSpec()
                        .build(),
                external("external-with-selector", otherApp),
                external("external-without-selector", ""));
    }

    /** A Service for hand-written Endpoints. */
    static Service withoutSelector(String name, boolean headless) {
        return named(name)
                .editSpec()
                .withClusterIP(headless ? NO_CLUSTER_IP : null)
                .endSpec()
                .build();
    }

    private static void traffic(ServiceBuilder service, int choice) {
        switch (choice) {
            case 0 -> service.editSpec().withTrafficDistribution("PreferClose").endSpec();
            case 1 ->
                service.editSpec().withTrafficDistribution("PreferSameZone").endSpec();
            case 2 ->
                service.editSpec().withTrafficDistribution("PreferSameNode").endSpec();
            case 5 -> annotate(service, TOPOLOGY_MODE, "Auto");
            case 6 -> {
                service.editSpec().withTrafficDistribution("PreferClose").endSpec();
                annotate(service, "service.kubernetes.io/topology-aware-hints", "auto"); // wins
            }
            default -> annotate(service, "example.org/owner", "nobody");
        }
    }

    private Map<String, String> labels() {
        return switch (chance.between(0, 5)) {
            case 0, 1 -> Map.of("team", "red");
            case 2 -> Map.of("team", "blue", "tier", "front");
            case 3 -> Map.of(MANAGED_BY, "somebody", "team", "red"); // the controllers' own: not theirs to copy
            default -> Map.of();
        };
    }

    private List<ServicePort> ports() {
        List<ServicePort> some =
                PORTS.stream().filter(port -> chance.percent(40)).toList();
        return some.isEmpty() ? List.of(chance.oneOf(PORTS)) : some;
    }

    private static void annotate(ServiceBuilder service, String key, String value) {
        service.editMetadata().addToAnnotations(key, value).endMetadata();
    }

    private static ServiceBuilder named(String name) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withPorts(PORTS.get(1))
                .endSpec();
    }

    private static Service selecting(Service service, String app) {
        return new ServiceBuilder(service)
                .editSpec()
                .addToSelector(Population.APP, app)
                .endSpec()
                .build();
    }

    private static Service external(String name, String app) {
        return new ServiceBuilder(
                        app.isEmpty()
                                ? named(name).build()
                                : selecting(named(name).build(), app))
                .editSpec()
                .withType("ExternalName")
                .withExternalName("example.org")
                .endSpec()
                .build();
    }

    private static ServicePort port(String name, int number, IntOrString target) {
        return new ServicePortBuilder()
                .withName(name)
                .withPort(number)
                .withTargetPort(target)
                .build();
    }
}
