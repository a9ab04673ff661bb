package io.endpointslice.kube;

import com.google.common.base.Ticker;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.endpointslice.config.LeaderElectionConfig;
import io.endpointslice.election.LeaseSight;
import io.endpointslice.election.LeaseState;
import io.endpointslice.election.Term;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One candidacy for the lease: waits for it, holds it, and gives it back or loses it. It leads once at most; whoever has lost
 * the lease starts anew, as a new process does.
 *
 * <p>The client's elector makes the attempts. What may be relied on is decided here: {@link #mayWrite} goes by a clock and
 * not by the elector's word, which comes late when a request hangs, and not at all in some cases. The lease is never
 * given back by the elector itself, since it would do so before the last write is answered.
 *
 * <p>The elector logs each failure with a stack trace; a program that uses this class should switch off the logger
 * {@code io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector}. Here trouble is one line, at most every 10 s.
 */
public final class LeaderElection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderElection.class);

    private final LeaderElectionConfig config;
    private final String identity;
    private final LeaseSight sight;
    private final Term term;
    private final LeaderElector elector;
    private final ExecutorService attempts = Executors.newSingleThreadExecutor(daemon("leader-election"));
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(daemon("leader-term"));
    private final AtomicBoolean hasLed = new AtomicBoolean();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile CompletableFuture<?> candidacy = new CompletableFuture<>();
    private volatile Runnable leading = () -> {};
    private volatile Consumer<String> lost = reason -> {};

    /**
     * A candidate that does nothing yet.
     *
     * @param identity what the Lease will name as its holder; no other candidate, before or after, may have the same
     * @param ticker a monotonic clock
     */
    public LeaderElection(KubernetesClient client, LeaderElectionConfig config, String identity, Ticker ticker) {
        this.config = config;
        this.identity = identity;
        this.sight = new LeaseSight(ticker);
        this.term = new Term(config.renewDeadline(), ticker);
        ElectionLock lock = new ElectionLock(config, identity, sight, term, new RareLine(ticker, this::warn));
        // not by the client's builder, which asks for 2.2 retry periods in a deadline where the reference asks for 1.2
        this.elector = new LeaderElector(
                impatient(client, config.requestTimeout()),
                new LeaderElectionConfigBuilder()
                        .withName(config.name())
                        .withLock(lock)
                        .withLeaseDuration(config.leaseDuration())
                        .withRenewDeadline(config.renewDeadline())
                        .withRetryPeriod(config.retryPeriod())
                        .withReleaseOnCancel(false)
                        .withLeaderCallbacks(new LeaderCallbacks(this::led, this::deposed, this::leaderIs))
                        .build(),
                attempts);
    }

    /**
     * Begins to try for the lease and returns at once.
     *
     * @param onLeading called once, when the lease is held, on the thread that has to renew it: must return at once
     * @param onLost called once at most, with the reason in one line, when the lease was held and no longer is, or may not be
     */
    public void start(Runnable onLeading, Consumer<String> onLost) {
        leading = onLeading;
        lost = onLost;
        LOG.info("waiting for the lease {} as {}", config.lease(), identity);
        candidacy = elector.start();
        var unused = candidacy.whenComplete((nothing, failure) -> deposed());
    }

    /** Whether a write may be begun now. It then has {@link LeaderElectionConfig#writeTimeout} to end. */
    public boolean mayWrite() {
        return term.isRunning();
    }

    /** The identity in the Lease as it was last read; empty if nobody's, or if it could not be read yet. */
    public Optional<String> leader() {
        return sight.last().map(LeaseState::holder).filter(holder -> !holder.isEmpty());
    }

    /**
     * Ends the candidacy and gives the lease back if it is held, so that another candidate takes it at its next attempt. Only
     * for one whose last write has been answered.
     *
     * @param timeout how long to try; afterwards the lease is left to run out
     * @return whether the lease was held and given back
     */
    public boolean release(Duration timeout) {
        isOver.set(true);
        term.end();
        // an attempt that is under way is waited for: it could otherwise take the lease after it was given back
        CompletableFuture<Boolean> released = CompletableFuture.supplyAsync(this::endAndRelease, attempts);
        try {
            return released.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the lease {} is not given back, it runs out: {}", config.lease(), OneLine.of(e));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the candidacy. A lease that is held runs out. */
    @Override
    public void close() {
        isOver.set(true);
        term.end();
        watch.shutdownNow();
        attempts.shutdownNow();
        candidacy.cancel(true);
    }

    private boolean endAndRelease() {
        candidacy.cancel(true);
        boolean released = elector.release();
        if (released) {
            LOG.info("the lease {} is given back", config.lease());
        }
        return released;
    }

    private void led() {
        if (hasLed.compareAndSet(false, true)) {
            LOG.info("leading: the lease {} is held as {}", config.lease(), identity);
            leading.run();
            watchTerm();
        }
    }

    /** Looks when the term is over, and if it was renewed until then, when that one is over. */
    private void watchTerm() {
        if (term.isRunning()) {
            var unused = watch.schedule(this::watchTerm, term.left().toNanos(), TimeUnit.NANOSECONDS);
        } else {
            lose("it was not renewed for " + config.renewDeadline().toMillis() + " ms");
        }
    }

    private void deposed() {
        lose(leader().filter(holder -> !holder.equals(identity))
                .map(holder -> holder + " has taken it")
                .orElse("it could not be renewed"));
    }

    private void lose(String reason) {
        term.end();
        if (isOver.compareAndSet(false, true)) {
            lost.accept("the lease " + config.lease() + " is lost: " + reason);
        }
    }

    private void leaderIs(String holder) {
        if (!isOver.get() && !identity.equals(holder)) {
            LOG.info(
                    "{} the lease {}",
                    holder == null || holder.isEmpty() ? "nobody holds" : "on standby: " + holder + " holds",
                    config.lease());
        }
    }

    /** Whoever gives up is cut off in the middle of an attempt, which is no trouble. */
    private void warn(String trouble) {
        if (!isOver.get()) {
            LOG.warn(trouble);
        }
    }

    /** The same client, but that its requests neither outlast the deadline nor are repeated behind our back. */
    private static KubernetesClient impatient(KubernetesClient client, Duration timeout) {
        return client.newClient(
                        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                                .withRequestTimeout((int) timeout.toMillis())
                                .withRequestRetryBackoffLimit(0)
                                .build())
                .adapt(KubernetesClient.class);
    }

    private static ThreadFactory daemon(String name) {
        return new ThreadFactoryBuilder().setNameFormat(name).setDaemon(true).build();
    }
}
