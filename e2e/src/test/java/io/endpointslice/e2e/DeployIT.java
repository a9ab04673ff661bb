package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests in {@code deploy/}, and the rights that they give. Has an API server of its own, to take them away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeployIT {
    private ApiServer server;
    private KubernetesClient client;
    private Roles roles;

    @BeforeAll
    void startServer() {
        server = ApiServer.start(ApiServer.auditOfEveryRequest());
        client = server.client();
        roles = new Roles(client);
    }

    @AfterAll
    void closeServer() {
        server.close();
    }

    @Test
    @DisplayName("R5: with the rights of the manifests the controller does all that it has to, and nothing is refused")
    void rightsAreEnough() {
        try (RightsScenario scenario = new RightsScenario(server)) {
            assertThat(scenario.run())
                    .isEqualTo(new RightsScenario.Result(ImmutableSortedSet.of(), ImmutableList.of()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rights")
    @DisplayName("R5: without any one verb of the manifests the API server refuses something")
    void everyRightIsNeeded(Right right) {
        roles.take(right);
        try (RightsScenario scenario = new RightsScenario(server)) {
            assertThat(scenario.run().refused()).containsExactly(refusedWithout(right));
        } finally {
            roles.giveBack(right);
        }
    }

    Stream<Right> rights() {
        return roles.rights().stream();
    }

    @Test
    @DisplayName("the Deployment's Pods fit the Pod Security level of their Namespace, which is restricted")
    void podsAreRestricted() {
        assertThat(client.namespaces()
                        .withName(Deploy.NAME)
                        .require()
                        .getMetadata()
                        .getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
        PodTemplateSpec template = client.apps()
                .deployments()
                .inNamespace(Deploy.NAME)
                .withName(Deploy.NAME)
                .require()
                .getSpec()
                .getTemplate();
        Pod pod = new PodBuilder()
                .withMetadata(template.getMetadata())
                .editMetadata()
                .withNamespace(Deploy.NAME)
                .withName("controller")
                .endMetadata()
                .withSpec(template.getSpec())
                .build();

        Pod created = client.resource(pod).create();

        assertThat(created.getSpec().getContainers()).singleElement().satisfies(container -> {
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getVolumeMounts()).isEmpty();
        });
        client.resource(created).withGracePeriod(0).delete();
    }

    /** What the API server says no to: for finalizers, the slice that would block the deletion of its owner. */
    private static String refusedWithout(Right right) {
        return right.resource().endsWith("/finalizers") ? "create endpointslices" : right.toString();
    }
}
