package io.endpointslice.e2e.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the clusters hold what the tests on them are about. */
final class RandomClusterTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 4})
    @DisplayName("60 Services and 3,000 Pods at least, with every feature of Services on several")
    void services(long seed) {
        Population population = new RandomCluster(seed).population();

        assertThat(population.services()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(population.pods()).hasSizeGreaterThanOrEqualTo(3000);
        Stream.<Predicate<ServiceSpec>>of(
                        spec -> spec.getIpFamilies().size() == 2,
                        spec -> "None".equals(spec.getClusterIP()),
                        spec -> spec.getPorts().isEmpty(),
                        spec -> spec.getPorts().size() > 2,
                        spec -> Boolean.TRUE.equals(spec.getPublishNotReadyAddresses()),
                        spec -> "PreferClose".equals(spec.getTrafficDistribution()),
                        spec -> "PreferSameZone".equals(spec.getTrafficDistribution()),
                        spec -> "PreferSameNode".equals(spec.getTrafficDistribution()),
                        spec -> "ExternalName".equals(spec.getType()),
                        spec -> spec.getSelector().isEmpty(),
                        spec -> spec.getSelector().size() > 1)
                .forEach(feature -> assertThat(population.services())
                        .filteredOn(service -> feature.test(service.getSpec()))
                        .hasSizeGreaterThan(1));
        assertThat(population.services())
                .filteredOn(service -> annotated(service, "service.kubernetes.io/topology-mode"))
                .hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4})
    @DisplayName("Pods in every state, and more addresses in one Service than Endpoints may hold")
    void pods(long seed) {
        Population population = new RandomCluster(seed).population();

        Stream.<Predicate<Pod>>of(
                        pod -> pod.getMetadata().getDeletionTimestamp() != null,
                        pod -> pod.getStatus().getPhase().equals("Failed"),
                        pod -> pod.getStatus().getPodIPs().isEmpty(),
                        pod -> pod.getStatus().getPodIPs().size() == 2,
                        pod -> pod.getStatus()
                                .getConditions()
                                .get(0)
                                .getStatus()
                                .equals("False"),
                        pod -> pod.getSpec().getNodeName() == null,
                        pod -> pod.getSpec().getHostname() != null)
                .forEach(
                        state -> assertThat(population.pods()).filteredOn(state).hasSizeGreaterThan(10));
        assertThat(population.pods())
                .filteredOn(pod -> "big".equals(pod.getMetadata().getLabels().get(Population.APP))
                        && pod.getMetadata().getDeletionTimestamp() == null
                        && pod.getStatus().getPhase().equals("Running")
                        && pod.getStatus().getPodIPs().stream()
                                .anyMatch(ip -> !ip.getIp().contains(":")))
                .hasSizeGreaterThan(1000);
    }

    @Test
    @DisplayName("the same seed gives the same cluster, another one another")
    void seeded() {
        assertThat(new RandomCluster(7).population()).isEqualTo(new RandomCluster(7).population());
        assertThat(new RandomCluster(7).population()).isNotEqualTo(new RandomCluster(8).population());
    }

    private static boolean annotated(Service service, String key) {
        return service.getMetadata().getAnnotations() != null
                && service.getMetadata().getAnnotations().containsKey(key);
    }
}
