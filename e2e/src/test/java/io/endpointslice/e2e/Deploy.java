package io.endpointslice.e2e;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The manifests in {@code deploy/}, applied to an API server as a user does it, and kubeconfigs with the rights that they give. */
final class Deploy {
    /** Of everything that the manifests make: the Namespace, the ServiceAccount, the roles, the Lease. */
    static final String NAME = "endpointslice-controller";

    private static final String FOLDER = System.getProperty("e2e.deploy", "");

    private final Path kubectl;
    private final Path adminKubeconfig;

    private Deploy(Path kubectl, Path adminKubeconfig) {
        this.kubectl = kubectl;
        this.adminKubeconfig = adminKubeconfig;
    }

    /** {@code kubectl apply -k deploy}. */
    static Deploy apply(Path kubectl, Path adminKubeconfig) {
        Deploy deploy = new Deploy(kubectl, adminKubeconfig);
        deploy.kubectl("apply", "-k", FOLDER);
        return deploy;
    }

    /** The name by which the API server knows a ServiceAccount of the manifests' Namespace. */
    static String user(String account) {
        return "system:serviceaccount:" + NAME + ":" + account;
    }

    /** Makes a ServiceAccount with the same rights as the one in the manifests. */
    void addAccount(String account) {
        String subject = "--serviceaccount=" + NAME + ":" + account;
        kubectl("create", "serviceaccount", account, "--namespace=" + NAME);
        kubectl("create", "clusterrolebinding", account, "--clusterrole=" + NAME, subject);
        kubectl("create", "rolebinding", account, "--role=" + NAME, subject, "--namespace=" + NAME);
    }

    /** Makes a ServiceAccount that may list and watch Services and Pods of that namespace, and Nodes, and nothing else. */
    void addOnlooker(String account, String namespace) {
        String subject = "--serviceaccount=" + NAME + ":" + account;
        kubectl("create", "serviceaccount", account, "--namespace=" + NAME);
        kubectl("create", "role", account, "--verb=list,watch", "--resource=services,pods", "--namespace=" + namespace);
        kubectl("create", "rolebinding", account, "--role=" + account, subject, "--namespace=" + namespace);
        kubectl("create", "clusterrole", account, "--verb=list,watch", "--resource=nodes");
        kubectl("create", "clusterrolebinding", account, "--clusterrole=" + account, subject);
    }

    /** Writes a kubeconfig with a new token of that ServiceAccount and no other rights. */
    Path kubeconfig(String account) {
        String token =
                kubectl("create", "token", account, "--namespace=" + NAME).strip();
        try {
            String own = Files.readString(adminKubeconfig)
                    .replaceFirst("client-certificate: .*", "token: " + token)
                    .replaceFirst("client-key: .*", "");
            return Files.writeString(adminKubeconfig.resolveSibling("kubeconfig-of-" + account), own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** kubectl, with cluster-admin rights. What it printed; fails if it did not succeed. */
    private String kubectl(String... arguments) {
        return Program.run(ImmutableList.<String>builder()
                        .add(kubectl.toString(), "--kubeconfig=" + adminKubeconfig)
                        .add(arguments)
                        .build())
                .orFail();
    }
}
