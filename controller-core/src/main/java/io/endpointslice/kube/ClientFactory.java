package io.endpointslice.kube;

import com.google.common.collect.ImmutableMap;
import com.google.common.net.InetAddresses;
import io.endpointslice.config.ConfigException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the client for the API server that the user means, or fails; never for another. In this order: the kubeconfig
 * that is given, the file in {@code KUBECONFIG}, the service account of the Pod. {@code ~/.kube/config} is not looked at:
 * a controller that writes should not do so in whatever cluster kubectl was pointed at last.
 *
 * <p>Requests are not repeated by the client itself: informers and queue repeat, and say so.
 */
public final class ClientFactory {
    private static final Logger LOG = LoggerFactory.getLogger(ClientFactory.class);
    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
    private static final String USER_AGENT = "endpointslice-controller";
    /** Doubles up to 32 times this, so an API server that is back is noticed within 8 s. */
    private static final int RECONNECT_MILLIS = 250;
    /** For a page of a list. */
    private static final int REQUEST_TIMEOUT_MILLIS = 30_000;

    private final ImmutableMap<String, String> environment;
    private final Path serviceAccount;

    ClientFactory(ImmutableMap<String, String> environment, Path serviceAccount) {
        this.environment = environment;
        this.serviceAccount = serviceAccount;
    }

    /** The factory that looks at this process' environment. */
    public static ClientFactory ofProcess() {
        return new ClientFactory(ImmutableMap.copyOf(System.getenv()), SERVICE_ACCOUNT);
    }

    /**
     * A client; nothing is sent yet.
     *
     * @param kubeconfig the file given by the user, if any
     * @param context the context of the kubeconfig given by the user; empty for its current one
     * @throws ConfigException if no API server can be told from that, or a file of it is missing or broken
     */
    public KubernetesClient client(Optional<Path> kubeconfig, Optional<String> context) {
        return client(config(kubeconfig, context), new KubernetesSerialization(), new NativeTls());
    }

    /**
     * The same for a controller, which reads Pods and Nodes for their facts alone; see {@link LeanJson}.
     *
     * @param format what is asked for in lists and watches, and sent by a {@link FabricWriter}
     */
    public KubernetesClient controllerClient(Optional<Path> kubeconfig, Optional<String> context, WireFormat format) {
        Config config = config(kubeconfig, context);
        WireSerialization wire = LeanJson.create(format);
        ControllerHttpFactory http = new ControllerHttpFactory(format, wire::refusalAsJson);
        KubernetesClient client;
        try {
            client = client(config, wire, http);
        } catch (ConfigException e) {
            http.close();
            throw e;
        }
        NativeTls.missing()
                .ifPresent(
                        why -> LOG.info("TLS is that of the JDK, which takes more CPU than Netty's library: {}", why));
        return client;
    }

    private static KubernetesClient client(Config config, KubernetesSerialization json, HttpClient.Factory http) {
        try {
            return GivenCa.alone(
                    config,
                    () -> new KubernetesClientBuilder()
                            .withHttpClientFactory(http)
                            .withConfig(config)
                            .withKubernetesSerialization(json)
                            .withTaskExecutorSupplier(ChainedTasks.supplier())
                            .build());
        } catch (RuntimeException e) {
            throw new ConfigException(
                    "no connection can be made for " + config.getMasterUrl() + ": " + OneLine.of(e), e);
        }
    }

    Config config(Optional<Path> kubeconfig, Optional<String> context) {
        Optional<Path> file = kubeconfig.or(this::kubeconfigOfEnvironment);
        if (file.isEmpty() && context.isPresent()) {
            throw new ConfigException(
                    "--context " + context.get() + " needs a kubeconfig: give --kubeconfig or set KUBECONFIG");
        }
        Config config = file.map(path -> ofKubeconfig(path, context)).orElseGet(this::inCluster);
        config.setUserAgent(USER_AGENT);
        config.setRequestRetryBackoffLimit(0);
        config.setRequestTimeout(REQUEST_TIMEOUT_MILLIS);
        config.setWatchReconnectInterval(RECONNECT_MILLIS);
        return config;
    }

    private Optional<Path> kubeconfigOfEnvironment() {
        String value = environment.getOrDefault("KUBECONFIG", "");
        if (value.contains(File.pathSeparator)) {
            throw new ConfigException("KUBECONFIG names several files: give the one to use with --kubeconfig");
        }
        return value.isEmpty() ? Optional.empty() : Optional.of(Path.of(value));
    }

    private static Config ofKubeconfig(Path file, Optional<String> wantedContext) {
        Kubeconfig kubeconfig = Kubeconfig.read(file);
        String context = kubeconfig.context(wantedContext);
        String server = kubeconfig.server(context);
        Config config;
        try {
            config = Config.fromKubeconfig(context, file.toFile());
        } catch (RuntimeException e) {
            throw new ConfigException("kubeconfig " + file + ": " + OneLine.of(e), e);
        }
        // the client would let variables such as KUBERNETES_MASTER win over the file
        config.setMasterUrl(server);
        if (kubeconfig.usesCredentialPlugin(context) && !hasCredentials(config)) {
            throw new ConfigException("kubeconfig " + file + ": the credential plugin of context '" + context
                    + "' gave no credentials: run its command by hand to see why");
        }
        if (isCertificateAlone(config)) {
            // or the client would look for a token, and so read the file and run its credential plugin, with each
            // request
            config.setOauthTokenProvider(() -> "");
        }
        return config;
    }

    private static boolean isCertificateAlone(Config config) {
        return config.getAutoOAuthToken() == null
                && config.getAuthProvider() == null
                && (config.getClientKeyData() != null || config.getClientKeyFile() != null);
    }

    private static boolean hasCredentials(Config config) {
        return config.getAutoOAuthToken() != null || config.getClientKeyData() != null;
    }

    private Config inCluster() {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "");
        if (host.isEmpty() || port.isEmpty()) {
            throw new ConfigException("no API server is known: give --kubeconfig, set KUBECONFIG, or run in a Pod"
                    + " (KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set)");
        }
        Path ca = serviceAccount.resolve("ca.crt");
        if (!Files.isReadable(ca)) {
            throw new ConfigException(ca + " cannot be read: the Pod needs a service account that is mounted");
        }
        Config config = Config.empty();
        config.setMasterUrl("https://" + (isIpv6(host) ? "[" + host + "]" : host) + ":" + port + "/");
        config.setCaCertFile(ca.toString());
        config.setOauthTokenProvider(token());
        return config;
    }

    private ServiceAccountToken token() {
        Path file = serviceAccount.resolve("token");
        try {
            return new ServiceAccountToken(file);
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: the Pod needs a service account that is mounted", e);
        }
    }

    private static boolean isIpv6(String host) {
        return InetAddresses.isInetAddress(host) && host.indexOf(':') >= 0;
    }
}
