package io.endpointslice.kube;

import io.endpointslice.config.ConfigException;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A kubeconfig file, checked as far as a mistake in it would otherwise end in another API server, or none, without a word.
 */
final class Kubeconfig {
    private final Path file;
    private final Config content;

    private Kubeconfig(Path file, Config content) {
        this.file = file;
        this.content = content;
    }

    /**
     * The file, read.
     *
     * @throws ConfigException if it is not there or is no kubeconfig
     */
    static Kubeconfig read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return new Kubeconfig(file, parse(file, text));
        } catch (NoSuchFileException e) {
            throw new ConfigException("kubeconfig " + file + " does not exist", e);
        } catch (IOException e) {
            throw new ConfigException("kubeconfig " + file + " cannot be read: " + OneLine.of(e), e);
        }
    }

    private static Config parse(Path file, String text) {
        try {
            Optional<Config> config = Optional.ofNullable(Serialization.unmarshal(text, Config.class));
            return config.filter(parsed -> !parsed.getContexts().isEmpty())
                    .orElseThrow(() -> new ConfigException("kubeconfig " + file + " has no contexts"));
        } catch (ConfigException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ConfigException("kubeconfig " + file + " is no kubeconfig: " + OneLine.of(e), e);
        }
    }

    /**
     * The context to use: the wanted one, or the file's current-context.
     *
     * @throws ConfigException if there is none of that name
     */
    String context(Optional<String> wanted) {
        Optional<String> name =
                wanted.or(() -> Optional.ofNullable(content.getCurrentContext()).filter(text -> !text.isEmpty()));
        String names = content.getContexts().stream().map(NamedContext::getName).collect(Collectors.joining(", "));
        if (name.isEmpty()) {
            throw new ConfigException(
                    "kubeconfig " + file + " has no current-context: give --context with one of " + names);
        }
        if (content.getContexts().stream().noneMatch(context -> name.get().equals(context.getName()))) {
            throw new ConfigException("kubeconfig " + file + " has no context '" + name.get() + "': it has " + names);
        }
        return name.get();
    }

    /**
     * The API server's URL in that context.
     *
     * @throws ConfigException if the context names a cluster or a user that the file does not have
     */
    String server(String contextName) {
        Context context = content.getContexts().stream()
                .filter(named -> contextName.equals(named.getName()))
                .findFirst()
                .map(NamedContext::getContext)
                .orElseThrow(() -> wrong(contextName, "is empty"));
        String user = Optional.ofNullable(context.getUser()).orElse("");
        if (!user.isEmpty() && user(user).isEmpty()) {
            throw wrong(contextName, "names the user '" + user + "', which is not in the file");
        }
        String cluster = Optional.ofNullable(context.getCluster()).orElse("");
        return content.getClusters().stream()
                .filter(named -> cluster.equals(named.getName()))
                .findFirst()
                .map(NamedCluster::getCluster)
                .map(Cluster::getServer)
                .filter(url -> !url.isEmpty())
                .orElseThrow(() -> wrong(contextName, "names the cluster '" + cluster + "', which has no server"));
    }

    /** Whether the context's user gets its credentials from a program (exec). */
    boolean usesCredentialPlugin(String contextName) {
        return content.getContexts().stream()
                .filter(named -> contextName.equals(named.getName()) && named.getContext() != null)
                .flatMap(named -> Optional.ofNullable(named.getContext().getUser()).stream())
                .flatMap(name -> user(name).stream())
                .anyMatch(user -> user.getExec() != null);
    }

    private Optional<AuthInfo> user(String name) {
        return content.getUsers().stream()
                .filter(named -> name.equals(named.getName()))
                .findFirst()
                .map(NamedAuthInfo::getUser);
    }

    private ConfigException wrong(String context, String what) {
        return new ConfigException("kubeconfig " + file + ": context '" + context + "' " + what);
    }
}
