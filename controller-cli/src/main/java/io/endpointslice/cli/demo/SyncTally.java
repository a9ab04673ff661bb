package io.endpointslice.cli.demo;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import io.endpointslice.config.ControllerName;
import io.endpointslice.kube.SliceCodec;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.Plan;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.plan.Write;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.SyncOutcome;
import io.endpointslice.sync.WriteResult;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Counts the slices that a controller writes, beside the least that its plans could have done with.
 */
final class SyncTally implements SyncListener {
    private final KubernetesSerialization json = new KubernetesSerialization();
    private final Map<ServiceKey, SyncPlan> underway = new HashMap<>();
    private final Multiset<ServiceKey> written = HashMultiset.create();
    private Totals totals = Totals.NONE;
    private long syncs;
    private volatile BiConsumer<SliceWrite, String> told = (write, name) -> {};

    /** All so far. */
    synchronized Totals totals() {
        return totals;
    }

    /**
     * From now on, tells every write that is accepted.
     *
     * @param listener gets the write, and the slice's name also if the API server has made it
     */
    void tell(BiConsumer<SliceWrite, String> listener) {
        told = listener;
    }

    @Override
    public synchronized void planned(ControllerName controller, Plan plan) {
        if (plan instanceof SyncPlan slices) {
            underway.put(plan.service(), slices);
        }
    }

    @Override
    public void wrote(ControllerName controller, Write made, WriteResult result, Duration latency) {
        if (made instanceof SliceWrite write) {
            wrote(write, result);
        }
    }

    private void wrote(SliceWrite write, WriteResult result) {
        boolean accepted = result instanceof WriteResult.Stored || result instanceof WriteResult.Deleted;
        Slice slice = result instanceof WriteResult.StoredSlice stored ? stored.slice() : write.slice();
        Totals one = accepted ? accepted(write, size(slice)) : new Totals(0, 0, 0, 0, 1, 0);
        synchronized (this) {
            totals = totals.plus(one);
            if (accepted) {
                written.add(service(slice));
            }
        }
        if (accepted) {
            told.accept(write, slice.name());
        }
    }

    @Override
    public synchronized void synced(ControllerName controller, ServiceKey key, SyncOutcome outcome, Duration duration) {
        int made = written.setCount(key, 0);
        SyncPlan plan = Optional.ofNullable(underway.remove(key)).orElseGet(() -> SyncPlan.nothing(key));
        int least = made == plan.writes().size() ? plan.leastWrites() : Math.min(made, plan.leastWrites());
        totals = totals.plus(new Totals(0, 0, 0, least, 0, 0));
        syncs++;
        notifyAll();
    }

    /**
     * Waits until nothing is left to do and no sync has ended for a while.
     *
     * @param idle whether nothing is left to do
     * @param quiet for how long no sync may end
     * @param limit when to give up
     * @return whether it became so
     */
    synchronized boolean awaitQuiet(BooleanSupplier idle, Duration quiet, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        do {
            long before = syncs;
            awaitSync(before, Math.min(System.nanoTime() + quiet.toNanos(), deadline));
            if (syncs == before && idle.getAsBoolean()) {
                return true;
            }
        } while (System.nanoTime() < deadline);
        return false;
    }

    private synchronized void awaitSync(long after, long deadline) throws InterruptedException {
        for (long left = deadline - System.nanoTime();
                syncs == after && left > 0;
                left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private static Totals accepted(SliceWrite write, long bytes) {
        return new Totals(
                write instanceof SliceWrite.Create ? 1 : 0,
                write instanceof SliceWrite.Update ? 1 : 0,
                write instanceof SliceWrite.Delete ? 1 : 0,
                0,
                0,
                bytes);
    }

    private static ServiceKey service(Slice slice) {
        return new ServiceKey(
                slice.meta().namespace(), slice.meta().labels().getOrDefault(KubernetesNames.SERVICE_NAME_LABEL, "?"));
    }

    private long size(Slice slice) {
        return json.asJson(SliceCodec.toApi(slice)).getBytes(StandardCharsets.UTF_8).length;
    }
}
