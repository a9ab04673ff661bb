package io.endpointslice.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.fixtures.Facts;
import io.endpointslice.mapping.EndpointPorts;
import io.endpointslice.model.ContainerPort;
import io.endpointslice.model.PodFacts;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E6 from the Pod's manifest on: which containers' ports count, and in which order. */
class PodPortsTest {
    @DisplayName("E6: the containers come first, then init containers with restartPolicy Always")
    @Test
    void containersBeforeSidecars() {
        PodFacts pod =
                pod(List.of(container("main", "", "http", 8080)), List.of(container("proxy", "Always", "http", 15000)));

        assertThat(pod.ports())
                .containsExactly(new ContainerPort("http", "TCP", 8080), new ContainerPort("http", "TCP", 15000));
        assertThat(EndpointPorts.of(Facts.service("web").port("web", "http").build(), pod))
                .isEqualTo(Facts.ports(Facts.tcp("web", 8080)));
    }

    @DisplayName("E6: a port that only a sidecar has is found there")
    @Test
    void sidecarOnly() {
        PodFacts pod = pod(
                List.of(container("main", "", "http", 8080)), List.of(container("proxy", "Always", "admin", 15000)));

        assertThat(EndpointPorts.of(Facts.service("web").port("admin", "admin").build(), pod))
                .isEqualTo(Facts.ports(Facts.tcp("admin", 15000)));
    }

    @DisplayName("E6: the ports of init containers that end do not count")
    @Test
    void endingInitContainers() {
        PodFacts pod = pod(
                List.of(container("main", "", "http", 8080)),
                List.of(container("migrate", "", "admin", 9000), container("once", "Never", "admin", 9001)));

        assertThat(pod.ports()).containsExactly(new ContainerPort("http", "TCP", 8080));
    }

    @DisplayName("E6: ports without a name can't be looked up; an unset protocol is TCP")
    @Test
    void namesAndProtocols() {
        Container main = new ContainerBuilder()
                .withName("main")
                .withPorts(
                        new ContainerPortBuilder().withContainerPort(80).build(),
                        new ContainerPortBuilder()
                                .withName("dns")
                                .withProtocol("UDP")
                                .withContainerPort(53)
                                .build(),
                        new ContainerPortBuilder()
                                .withName("http")
                                .withContainerPort(8080)
                                .build())
                .build();

        assertThat(pod(List.of(main), List.of()).ports())
                .containsExactly(new ContainerPort("dns", "UDP", 53), new ContainerPort("http", "TCP", 8080));
    }

    private static Container container(String name, String restartPolicy, String portName, int number) {
        return new ContainerBuilder()
                .withName(name)
                .withRestartPolicy(restartPolicy.isEmpty() ? null : restartPolicy)
                .addNewPort()
                .withName(portName)
                .withContainerPort(number)
                .endPort()
                .build();
    }

    private static PodFacts pod(List<Container> containers, List<Container> initContainers) {
        return FactsReader.pod(new PodBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("p")
                .endMetadata()
                .withNewSpec()
                .withContainers(containers)
                .withInitContainers(initContainers)
                .endSpec()
                .build());
    }
}
