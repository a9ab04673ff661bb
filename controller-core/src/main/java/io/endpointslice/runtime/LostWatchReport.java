package io.endpointslice.runtime;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.endpointslice.kube.ClusterInformers;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks every 10 s for watches that are gone, and says so when one was gone the last time too. The client sets up lost
 * watches again without a word, so an API server that is away for long would show nowhere else.
 */
final class LostWatchReport implements AutoCloseable {
    private static final long PERIOD_SECONDS = 10;

    private final ClusterInformers informers;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(new ThreadFactoryBuilder()
            .setNameFormat("lost-watches")
            .setDaemon(true)
            .build());
    private ImmutableList<String> lostBefore = ImmutableList.of();

    LostWatchReport(ClusterInformers informers) {
        this.informers = informers;
    }

    void start() {
        var unused = timer.scheduleAtFixedRate(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        ImmutableList<String> lost = informers.notWatched();
        ImmutableList<String> still =
                lost.stream().filter(lostBefore::contains).collect(ImmutableList.toImmutableList());
        if (!still.isEmpty()) {
            informers.reportLost(still);
        }
        lostBefore = lost;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
