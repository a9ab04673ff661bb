package io.endpointslice.cli.live;

import com.google.common.collect.ImmutableList;
import io.endpointslice.config.ConfigException;
import io.endpointslice.kube.OneLine;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.function.Function;

/** Lists objects in pages, and keeps of each what is made of it. */
final class Lister {
    private static final long PAGE = 500;

    private final KubernetesClient client;
    private final Optional<String> namespace;

    /**
     * Which objects of a kind.
     *
     * @param labels a label selector; empty for all
     * @param fields a field selector; empty for all
     */
    record Filter(Optional<String> labels, Optional<String> fields) {
        static final Filter ALL = new Filter(Optional.empty(), Optional.empty());

        static Filter label(String key, String value) {
            return new Filter(Optional.of(key + "=" + value), Optional.empty());
        }

        /** An empty selector is for all. */
        static Filter labels(String selector) {
            return new Filter(Optional.of(selector).filter(text -> !text.isEmpty()), Optional.empty());
        }

        static Filter name(String name) {
            return new Filter(Optional.empty(), Optional.of("metadata.name=" + name));
        }
    }

    /**
     * @param namespace the only one to look at; empty for all
     */
    Lister(KubernetesClient client, Optional<String> namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * What the reader makes of each object.
     *
     * @throws ConfigException if the API server can't be reached or refuses
     */
    <T extends HasMetadata, F> ImmutableList<F> list(Class<T> type, Filter filter, Function<T, F> reader) {
        ImmutableList.Builder<F> all = ImmutableList.builder();
        String next = "";
        try {
            do {
                ListOptions options = new ListOptionsBuilder()
                        .withLimit(PAGE)
                        .withContinue(next.isEmpty() ? null : next)
                        .withLabelSelector(filter.labels.orElse(null))
                        .withFieldSelector(filter.fields.orElse(null))
                        .build();
                KubernetesResourceList<T> page = page(type, options);
                page.getItems().forEach(object -> all.add(reader.apply(object)));
                next = Optional.ofNullable(page.getMetadata().getContinue()).orElse("");
            } while (!next.isEmpty());
        } catch (KubernetesClientException failure) {
            throw new ConfigException(describe(type, failure), failure);
        }
        return all.build();
    }

    private <T extends HasMetadata> KubernetesResourceList<T> page(Class<T> type, ListOptions options) {
        return isNamespaced(type)
                ? client.resources(type).inNamespace(namespace.orElseThrow()).list(options)
                : client.resources(type).inAnyNamespace().list(options);
    }

    private boolean isNamespaced(Class<?> type) {
        return namespace.isPresent() && type != Node.class;
    }

    private String describe(Class<? extends HasMetadata> type, KubernetesClientException failure) {
        String what = "cannot list " + HasMetadata.getFullResourceName(type)
                + (isNamespaced(type) ? " in namespace " + namespace.orElseThrow() : "");
        return failure.getCode() > 0
                ? what + ": " + OneLine.of(failure)
                : what + ": the API server at " + client.getMasterUrl() + " cannot be reached: " + OneLine.of(failure);
    }
}
