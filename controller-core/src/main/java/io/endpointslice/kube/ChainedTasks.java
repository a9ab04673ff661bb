package io.endpointslice.kube;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Runs the client's tasks, on as many threads as it takes. What a task hands in is run after it on its own thread: the client makes
 * three tasks of an event, each of which hands in the next, and would wake a thread for each.
 *
 * <p>A task that waits for one that it has handed in would wait for ever. The client's do not.
 */
final class ChainedTasks implements Executor {
    /** On a thread that runs a task. */
    private static final ThreadLocal<@Nullable Chain> CURRENT = new ThreadLocal<>();

    private final ExecutorService threads;

    /** What follows the task that a thread runs. */
    private record Chain(ChainedTasks owner, Queue<Runnable> following) {}

    ChainedTasks(ExecutorService threads) {
        this.threads = threads;
    }

    /** For a client; its threads end with it. */
    static KubernetesClientBuilder.ExecutorSupplier supplier() {
        ExecutorService threads = Executors.newCachedThreadPool(new ThreadFactoryBuilder()
                .setNameFormat("events-%d")
                .setDaemon(true)
                .build());
        return new KubernetesClientBuilder.ExecutorSupplier() {
            @Override
            public Executor get() {
                return new ChainedTasks(threads);
            }

            @Override
            public void onClose(Executor executor) {
                threads.shutdownNow();
            }
        };
    }

    /**
     * Runs the task later, on the thread that asks for it if that runs one already.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the threads have been shut down
     */
    @Override
    public void execute(Runnable task) {
        Chain chain = CURRENT.get();
        if (chain == null || chain.owner != this || threads.isShutdown()) {
            threads.execute(() -> runWithFollowing(task));
        } else {
            chain.following.add(task);
        }
    }

    private void runWithFollowing(Runnable first) {
        Queue<Runnable> following = new ArrayDeque<>();
        CURRENT.set(new Chain(this, following));
        try {
            for (Runnable task = first; task != null && !threads.isShutdown(); task = following.poll()) {
                task.run();
            }
        } finally {
            CURRENT.remove();
            if (!threads.isShutdown()) {
                // a task has thrown, or none would be left
                following.forEach(this::execute);
            }
        }
    }
}
