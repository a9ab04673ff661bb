package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The Endpoints objects of a namespace: as they are, as they must be, and as somebody edits them. */
final class EndpointsView {
    /** The most addresses that an Endpoints object holds (L5). */
    static final int CAPACITY = 1000;

    private final KubernetesClient client;
    private final String namespace;
    private final EndpointsOracle oracle;

    EndpointsView(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        this.oracle = new EndpointsOracle(client, namespace);
    }

    Optional<Endpoints> find(String name) {
        return Optional.ofNullable(resource(name).get());
    }

    Endpoints get(String name) {
        return resource(name).require();
    }

    /** Changes with every write of the object, by whomever. */
    String version(String name) {
        return get(name).getMetadata().getResourceVersion();
    }

    /** Makes an object by hand: ready addresses on port 8080. */
    Endpoints create(String name, List<String> ips) {
        return create(name, ips, endpoints -> endpoints);
    }

    /** The same, with changes. */
    Endpoints create(String name, List<String> ips, UnaryOperator<EndpointsBuilder> change) {
        EndpointsBuilder endpoints = new EndpointsBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .addNewSubset()
                .addNewPort()
                .withName("http")
                .withPort(8080)
                .endPort()
                .endSubset();
        ips.forEach(ip -> endpoints
                .editFirstSubset()
                .addNewAddress()
                .withIp(ip)
                .endAddress()
                .endSubset());
        return client.resource(change.apply(endpoints).build()).create();
    }

    void edit(String name, UnaryOperator<EndpointsBuilder> change) {
        resource(name).edit(now -> change.apply(new EndpointsBuilder(now)).build());
    }

    void delete(String name) {
        resource(name).delete();
    }

    /** Waits until the Service's Endpoints object holds what it must, or as much of it as it may. */
    void awaitRight(String name) {
        Service service =
                client.services().inNamespace(namespace).withName(name).require();
        var expected = oracle.expected(service);
        Eventually.within(Eventually.PATIENCE, () -> {
            Optional<Endpoints> now = find(name);
            assertThat(now).as("Endpoints %s", name).isPresent();
            if (expected.size() <= CAPACITY) {
                assertThat(EndpointsOracle.actual(now)).as("Endpoints %s", name).isEqualTo(expected);
            } else {
                assertThat(now.map(EndpointsOracle::size)).contains(CAPACITY);
                assertThat(expected).containsAll(EndpointsOracle.actual(now));
            }
            assertThat(now.map(object -> object.getMetadata().getLabels()).orElseThrow())
                    .containsAllEntriesOf(service.getMetadata().getLabels())
                    .containsEntry("endpoints.kubernetes.io/managed-by", "endpoint-controller");
        });
    }

    void awaitGone(String name) {
        Eventually.within(
                Eventually.PATIENCE,
                () -> assertThat(find(name)).as("Endpoints %s", name).isEmpty());
    }

    /** The Events about the object of that kind and name that have been recorded so far. */
    List<Event> events(String kind, String name) {
        return client.v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getKind().equals(kind)
                        && event.getInvolvedObject().getName().equals(name))
                .toList();
    }

    private Resource<Endpoints> resource(String name) {
        return client.endpoints().inNamespace(namespace).withName(name);
    }
}
