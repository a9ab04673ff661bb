package io.endpointslice.kube;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import io.endpointslice.config.ConfigException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists and watches Services, Pods that have not ended, and Nodes, and nothing else: for somebody who looks on. Facts are all that is
 * kept of the objects.
 *
 * <p>Whoever asks is there to mend it: a list that fails at the start, and at any time a list or watch that is forbidden, ends
 * the informers ({@link #failed}). All other trouble is said in the log and tried again, as by {@link ClusterInformers}.
 */
public final class FactsInformers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FactsInformers.class);

    private final InformerSet informers;
    private final WatchTrouble trouble;
    private final CompletableFuture<ConfigException> failed = new CompletableFuture<>();
    private volatile boolean closed;

    /**
     * Informers that are not started.
     *
     * @param namespace the only one to look at, or empty for all; Nodes are always all
     * @param ticker measures how often trouble is said
     */
    public FactsInformers(KubernetesClient client, Optional<String> namespace, FactsListener listener, Ticker ticker) {
        this.trouble = new WatchTrouble(client.getMasterUrl().toString(), ticker, LOG::warn);
        this.informers = new InformerSet(client, namespace, this::mayRetry);
        informers.addFacts(listener);
    }

    private boolean mayRetry(String resource, Throwable failure) {
        if (closed) {
            // what was under way is broken off, which is no trouble
            return false;
        }
        if (informers.hasSynced() && !WatchTrouble.isForbidden(failure)) {
            trouble.failed(resource, failure);
            return true;
        }
        failed.complete(new ConfigException(trouble.describe(resource, failure), failure));
        return false;
    }

    /** Starts all of them and returns at once. */
    public void start() {
        informers.start();
    }

    /** Completed when all have listed once and every object of those lists has been shown, on the thread of the last one. */
    public CompletionStage<Void> synced() {
        return informers.synced();
    }

    /** Completed when they cannot go on: why, for the user. */
    public CompletionStage<ConfigException> failed() {
        return failed.minimalCompletionStage();
    }

    /** The resources that have been listed but have no watch at the moment. A lost watch is set up again without being asked. */
    public ImmutableList<String> notWatched() {
        return informers.notWatched();
    }

    /** Ends all watches. No event is handed on after a moment. */
    @Override
    public void close() {
        closed = true;
        informers.close();
    }
}
