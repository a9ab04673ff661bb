package io.endpointslice.e2e;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.stream.Stream;

/** The roles of {@link Deploy}, of which single rights can be taken. */
final class Roles {
    private final KubernetesClient client;
    private final Resource<ClusterRole> ofCluster;
    private final Resource<Role> ofNamespace;
    private final List<PolicyRule> inCluster;
    private final List<PolicyRule> inNamespace;

    Roles(KubernetesClient client) {
        this.client = client;
        ofCluster = client.rbac().clusterRoles().withName(Deploy.NAME);
        ofNamespace = client.rbac().roles().inNamespace(Deploy.NAME).withName(Deploy.NAME);
        inCluster = ofCluster.require().getRules();
        inNamespace = ofNamespace.require().getRules();
    }

    /** Every right that the roles give. */
    ImmutableList<Right> rights() {
        return Stream.concat(inCluster.stream(), inNamespace.stream())
                .flatMap(Right::of)
                .collect(toImmutableList());
    }

    /** Takes this one right, and waits until the API server knows. */
    void take(Right right) {
        set(without(inCluster, right), without(inNamespace, right));
        awaitAllowed(right, false);
    }

    /** Gives it back, and waits until the API server knows. */
    void giveBack(Right right) {
        set(inCluster, inNamespace);
        awaitAllowed(right, true);
    }

    private void set(List<PolicyRule> cluster, List<PolicyRule> namespace) {
        ofCluster.edit(now -> new ClusterRoleBuilder(now).withRules(cluster).build());
        ofNamespace.edit(now -> new RoleBuilder(now).withRules(namespace).build());
    }

    private static List<PolicyRule> without(List<PolicyRule> rules, Right right) {
        return rules.stream()
                .flatMap(Right::of)
                .filter(other -> !other.equals(right))
                .map(Right::toRule)
                .toList();
    }

    private void awaitAllowed(Right right, boolean allowed) {
        assertThat(Eventually.isTrue(Eventually.PATIENCE, () -> isAllowed(right) == allowed))
                .as("%s is allowed: %s", right, allowed)
                .isTrue();
    }

    private boolean isAllowed(Right right) {
        return client.authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(Deploy.user(Deploy.NAME))
                        .withNewResourceAttributes()
                        .withGroup(right.group())
                        .withResource(right.resource().replaceFirst("/.*", ""))
                        .withSubresource(
                                right.resource().contains("/")
                                        ? right.resource().replaceFirst(".*/", "")
                                        : "")
                        .withVerb(right.verb())
                        .withNamespace(Deploy.NAME)
                        .withName(right.names().isEmpty() ? "" : right.names().get(0))
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
    }
}
