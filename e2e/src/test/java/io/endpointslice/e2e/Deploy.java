package io.endpointslice.e2e;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The manifests in {@code deploy/}, applied to an API server as a user does it, and kubeconfigs with the rights that they give. */
final class Deploy {
    /** Of everything that the manifests make: the Namespace, the ServiceAccount, the roles, the Lease. */
    static final String NAME = "endpointslice-controller";

    private static final String FOLDER = System.getProperty("e2e.deploy", "");

    private final ApiServer server;

    private Deploy(ApiServer server) {
        this.server = server;
    }

    /** Flags for an API server that logs every request, and asks for all rights that any API server asks for. */
    static String[] serverFlags() {
        return new String[] {
            "--enable-admission-plugins=OwnerReferencesPermissionEnforcement",
            "--audit-policy-file=" + ApiServer.resource("audit-policy-all.yaml")
        };
    }

    /** {@code kubectl apply -k deploy}. */
    static Deploy apply(ApiServer server) {
        Deploy deploy = new Deploy(server);
        deploy.kubectl("apply", "-k", FOLDER).orFail();
        return deploy;
    }

    /** kubectl, with cluster-admin rights. */
    Program kubectl(String... arguments) {
        return Program.run(ImmutableList.<String>builder()
                .add(server.program("kubectl"), "--kubeconfig=" + server.kubeconfig())
                .add(arguments)
                .build());
    }

    /** A ServiceAccount with the same rights as the one in the manifests. */
    void addAccount(String account) {
        KubernetesClient client = server.client();
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace(NAME)
                        .withName(account)
                        .endMetadata()
                        .build())
                .create();
        client.resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(account)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", NAME)
                        .addNewSubject("", "ServiceAccount", account, NAME)
                        .build())
                .create();
        client.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace(NAME)
                        .withName(account)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", NAME)
                        .addNewSubject("", "ServiceAccount", account, NAME)
                        .build())
                .create();
    }

    /** A kubeconfig with a token of that ServiceAccount and no other rights. */
    Path kubeconfig(String account) {
        String token = kubectl("create", "token", account, "--namespace=" + NAME)
                .orFail()
                .strip();
        try {
            String own = Files.readString(server.kubeconfig())
                    .replaceFirst("client-certificate: .*", "token: " + token)
                    .replaceFirst("client-key: .*", "");
            return Files.writeString(server.folder().resolve("kubeconfig-of-" + account), own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
