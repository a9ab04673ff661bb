package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.KubeAPITestException;
import io.fabric8.kubeapitest.Utils;
import io.fabric8.kubeapitest.binary.Binaries;
import io.fabric8.kubeapitest.binary.BinaryManager;
import io.fabric8.kubeapitest.cert.CertManager;
import io.fabric8.kubeapitest.kubeconfig.KubeConfig;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real kube-apiserver with an etcd of its own, and no controllers: nothing creates or deletes objects but the tests and
 * the controller under test. The tests are cluster admins. The controller has the rights that the manifests in
 * {@code deploy/} give, which are applied here; the API server asks for more of them than most.
 *
 * <p>kube-api-test finds (or downloads) the programs and makes the certificates; they are started here, because
 * kube-api-test gives a restarted API server another port and an empty etcd.
 */
public final class ApiServer implements AutoCloseable {
    private static final String VERSION = "1.37.*";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** One of the names that kube-api-test certifies. */
    private static final String CERTIFICATE_NAME = "kubernetes";

    private static final String AUDIT_LOG = "audit.log";

    private final Path folder;
    private final Binaries programs;
    private final CertManager certificates;
    private final ServerProcess etcd;
    private final int etcdPort;
    private final int port;
    private final ImmutableList<String> flags;
    private final Path adminKubeconfig;
    private final KubernetesClient client;
    private final Deploy deploy;
    private final Path controllerKubeconfig;
    private Optional<ServerProcess> running = Optional.empty();

    private ApiServer(BinaryManager binaries, Path folder, ImmutableList<String> flags) throws IOException {
        this.folder = folder;
        this.flags = flags;
        programs = binaries.binaries();
        certificates = new CertManager(folder.toString());
        certificates.createCertificatesIfNeeded();
        etcdPort = Utils.findFreePort();
        port = Utils.findFreePort();
        String config = new KubeConfig(certificates, binaries).generateKubeConfigYaml(port);
        adminKubeconfig = Files.writeString(folder.resolve("kubeconfig"), config);
        client = newClient();
        etcd = startEtcd();
        Runtime.getRuntime().addShutdownHook(new Thread(this::killAll));
        startApiServer();
        deploy = Deploy.apply(programs.getKubectl().toPath(), adminKubeconfig);
        controllerKubeconfig = deploy.kubeconfig(Deploy.NAME);
    }

    /**
     * Starts etcd and the API server, with flags that win over the usual ones, waits until the API server is ready, and
     * applies {@code deploy/}.
     */
    public static ApiServer start(String... flags) {
        BinaryManager binaries = findPrograms();
        try {
            Path work = Files.createDirectories(Path.of(System.getProperty("e2e.workDir", "target/e2e-servers")));
            return new ApiServer(
                    binaries, Files.createTempDirectory(work, "api-").toAbsolutePath(), ImmutableList.copyOf(flags));
        } catch (IOException e) {
            throw new IllegalStateException("No folder for the API server: " + e.getMessage(), e);
        }
    }

    /** A client of cluster-admin rights that does not retry. It is the caller's to close. */
    KubernetesClient newClient() {
        Config config = Config.fromKubeconfig(adminKubeconfig.toFile());
        config.setRequestRetryBackoffLimit(0);
        // to delete 1,000 Pods takes a loaded machine longer than the 10 s that are the default
        config.setRequestTimeout((int) PATIENCE.toMillis());
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** What this server was asked to write, since its first start. */
    AuditLog audit() {
        return new AuditLog(folder.resolve(AUDIT_LOG));
    }

    /** The client of the tests themselves. */
    KubernetesClient client() {
        return client;
    }

    /** The path of a kubeconfig file of the rights that the manifests in {@code deploy/} give and no others. */
    public Path controllerKubeconfig() {
        return controllerKubeconfig;
    }

    /** For ServiceAccounts beside the one in the manifests. */
    Deploy deploy() {
        return deploy;
    }

    /** The path of a kubeconfig file of cluster-admin rights. */
    public Path adminKubeconfig() {
        return adminKubeconfig;
    }

    /** Writes a kubeconfig file, as {@link #adminKubeconfig()}, for those who reach the API server at another address. */
    Path adminKubeconfig(String host) {
        try {
            String other = Files.readString(adminKubeconfig)
                    .replace(
                            "server: https://127.0.0.1:",
                            "tls-server-name: " + CERTIFICATE_NAME + "\n      server: https://" + host + ":");
            return Files.writeString(folder.resolve("kubeconfig-" + host), other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path of another program of the control plane. */
    public String program(String name) {
        Path path = programs.getApiServer().toPath().resolveSibling(name);
        assertThat(path)
                .as("%s: install Go 1.26 and run e2e/control-plane/install.sh", name)
                .isExecutable();
        return path.toString();
    }

    /** A folder for logs and what else belongs to the server. */
    public Path folder() {
        return folder;
    }

    /** The process that runs now. */
    public long pid() {
        return running.orElseThrow().pid();
    }

    /** Kills the API server; etcd stays. */
    void stopApiServer() {
        running.ifPresent(ServerProcess::kill);
        running = Optional.empty();
    }

    /** Starts the API server at the address that it had, with the data that it had, and waits until it is ready. */
    void startApiServer() {
        ServerProcess started = ServerProcess.start("kube-apiserver", folder.resolve("kube-apiserver.log"), command());
        running = Optional.of(started);
        if (!Eventually.isTrue(PATIENCE, () -> !started.isAlive() || isReady()) || !started.isAlive()) {
            killAll();
            throw new IllegalStateException("kube-apiserver did not get ready; it printed:\n" + started.tail());
        }
    }

    @Override
    public void close() {
        client.close();
        killAll();
    }

    private static BinaryManager findPrograms() {
        String folder = Optional.ofNullable(System.getenv(KubeAPIServerConfigBuilder.KUBE_API_TEST_DIR))
                .orElseGet(() -> System.getenv().getOrDefault("HOME", System.getProperty("user.home")) + "/"
                        + KubeAPIServerConfigBuilder.DIRECTORY_NAME);
        BinaryManager binaries = new BinaryManager(KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(folder)
                .withOfflineMode(false) // downloads only what is not there
                .withApiServerVersion(VERSION)
                .build());
        try {
            binaries.initAndDownloadIfRequired();
        } catch (KubeAPITestException e) {
            throw new IllegalStateException("No Kubernetes " + VERSION + " servers in " + folder
                    + ", and they could not be downloaded: install Go 1.26"
                    + " and run e2e/control-plane/install.sh, or give access to the Internet.");
        }
        return binaries;
    }

    private ServerProcess startEtcd() {
        String clients = "http://127.0.0.1:" + etcdPort;
        String peers = "http://127.0.0.1:" + Utils.findFreePort();
        return ServerProcess.start(
                "etcd",
                folder.resolve("etcd.log"),
                List.of(
                        programs.getEtcd().getPath(),
                        "--data-dir=" + folder.resolve("etcd"),
                        "--unsafe-no-fsync", // the data need not survive the machine
                        "--listen-client-urls=" + clients,
                        "--advertise-client-urls=" + clients,
                        "--listen-peer-urls=" + peers,
                        "--initial-advertise-peer-urls=" + peers,
                        "--initial-cluster=default=" + peers));
    }

    private List<String> command() {
        List<String> usual = List.of(
                programs.getApiServer().getPath(),
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                // an address for documentation: loopback is refused, and the machine may have no other
                "--advertise-address=192.0.2.1",
                "--endpoint-reconciler-type=none",
                "--cert-dir=" + folder,
                "--tls-cert-file=" + certificates.getAPIServerCertPath(),
                "--tls-private-key-file=" + certificates.getAPIServerKeyPath(),
                "--client-ca-file=" + certificates.getClientCertPath(),
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://localhost",
                "--service-account-key-file=" + certificates.getAPIServerKeyPath(),
                "--service-account-signing-key-file=" + certificates.getAPIServerKeyPath(),
                "--audit-policy-file=" + resource("audit-policy.yaml"),
                "--audit-log-path=" + folder.resolve(AUDIT_LOG),
                "--enable-admission-plugins=OwnerReferencesPermissionEnforcement", // see deploy/cluster-role.yaml
                "--disable-admission-plugins=ServiceAccount", // no controller makes the accounts that it asks for
                "--service-cluster-ip-range=10.64.0.0/16,fd00:10:64::/112");
        return Stream.concat(usual.stream(), flags.stream()).toList();
    }

    /** A flag for an audit log of every request; the usual one has writes only, without leases and events. */
    static String auditOfEveryRequest() {
        return "--audit-policy-file=" + resource("audit-policy-all.yaml");
    }

    /** The path of a file among the resources of the tests. */
    public static String resource(String name) {
        try {
            return Path.of(Resources.getResource(name).toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isReady() {
        try {
            return "ok".equals(client.raw("/readyz"));
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    /** Also on shutdown of a test run that is interrupted. The logs stay, the data does not. */
    private void killAll() {
        stopApiServer();
        etcd.kill();
        Path data = folder.resolve("etcd");
        try {
            if (Files.exists(data)) {
                Utils.deleteDirectory(data.toFile());
            }
        } catch (IOException e) {
            System.err.println("The data of etcd could not be deleted: " + e.getMessage());
        }
    }
}
