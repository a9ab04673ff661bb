package io.endpointslice.cli.demo;

import com.google.common.base.Utf8;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import io.endpointslice.config.ControllerName;
import io.endpointslice.kube.EndpointsCodec;
import io.endpointslice.kube.SliceCodec;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.plan.Plan;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.plan.Write;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.SyncOutcome;
import io.endpointslice.sync.WriteResult;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Counts what each controller writes, beside the least that its plans could have done with.
 */
final class SyncTally implements SyncListener {
    private final Map<Work, Plan> underway = new HashMap<>();
    private final Multiset<Work> written = HashMultiset.create();
    private final Map<ControllerName, Totals> totals = new EnumMap<>(ControllerName.class);
    private long syncs;
    private volatile BiConsumer<Write, String> told = (write, name) -> {};

    private record Work(ControllerName controller, ServiceKey service) {}

    /** Slices so far, mirrored ones included. */
    synchronized Totals slices() {
        return of(ControllerName.SLICES).plus(of(ControllerName.MIRRORING));
    }

    /** Legacy Endpoints so far. */
    synchronized Totals endpoints() {
        return of(ControllerName.ENDPOINTS);
    }

    private Totals of(ControllerName controller) {
        return totals.getOrDefault(controller, Totals.NONE);
    }

    /**
     * From now on, tells every write that is accepted.
     *
     * @param listener gets the write, and the object's name also if the API server has made it
     */
    void tell(BiConsumer<Write, String> listener) {
        told = listener;
    }

    @Override
    public synchronized void planned(ControllerName controller, Plan plan) {
        underway.put(new Work(controller, plan.service()), plan);
    }

    @Override
    public void wrote(ControllerName controller, Write write, WriteResult result, Duration latency) {
        boolean accepted = result instanceof WriteResult.Stored || result instanceof WriteResult.Deleted;
        Totals one = accepted ? accepted(write, size(write, result)) : new Totals(0, 0, 0, 0, 1, 0);
        synchronized (this) {
            totals.merge(controller, one, Totals::plus);
            if (accepted) {
                written.add(new Work(controller, service(write)));
            }
        }
        if (accepted) {
            told.accept(
                    write,
                    result instanceof WriteResult.Stored stored
                            ? stored.meta().name()
                            : write.meta().name());
        }
    }

    @Override
    public synchronized void synced(ControllerName controller, ServiceKey key, SyncOutcome outcome, Duration duration) {
        Work work = new Work(controller, key);
        int made = written.setCount(work, 0);
        Plan plan = Optional.ofNullable(underway.remove(work)).orElseGet(() -> SyncPlan.nothing(key));
        int planned = plan instanceof SyncPlan slices
                ? slices.leastWrites()
                : plan.writes().size();
        int least = made == plan.writes().size() ? planned : Math.min(made, planned);
        totals.merge(controller, new Totals(0, 0, 0, least, 0, 0), Totals::plus);
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

    private static Totals accepted(Write write, long bytes) {
        return new Totals(
                write.verb().equals("create") ? 1 : 0,
                write.verb().equals("update") ? 1 : 0,
                write.verb().equals("delete") ? 1 : 0,
                0,
                0,
                bytes);
    }

    private static ServiceKey service(Write write) {
        return write instanceof EndpointsWrite endpoints
                ? endpoints.endpoints().service()
                : new ServiceKey(
                        write.meta().namespace(),
                        write.meta().labels().getOrDefault(KubernetesNames.SERVICE_NAME_LABEL, "?"));
    }

    /** As JSON. */
    private static long size(Write write, WriteResult result) {
        if (result instanceof WriteResult.Stored stored) {
            return stored.bytes();
        }
        String deleted = write instanceof SliceWrite slice
                ? SliceCodec.toJson(slice.slice())
                : EndpointsCodec.toJson(((EndpointsWrite) write).endpoints());
        return Utf8.encodedLength(deleted);
    }
}
