package io.endpointslice.benchmarks;

import static com.google.common.base.Preconditions.checkState;

import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.EndpointsWrite;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.Write;
import io.endpointslice.queue.TimeSource;
import io.endpointslice.state.ClusterState;
import io.endpointslice.sync.Loop;
import io.endpointslice.sync.ServiceSyncer;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.SyncOutcome;
import io.endpointslice.sync.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A Service that one controller has synced, with an API server that takes every write and shows it after the sync. */
final class SyncedService {
    private final ClusterState state = new ClusterState();
    private final ServiceFacts service = Fixtures.service(false);
    private final ServiceSyncer syncer;
    private final List<Runnable> unseen = new ArrayList<>();
    private final int pods;
    private long version;
    private int flips;

    /** With so many Pods, all ready. */
    SyncedService(int pods, Function<ClusterState, Loop> loop) {
        this.pods = pods;
        this.syncer = new ServiceSyncer(state, loop.apply(state), this::write, SyncListener.NONE, TimeSource.system());
        Fixtures.nodes().values().forEach(state::nodeSeen);
        state.serviceSeen(service);
        for (int i = 0; i < pods; i++) {
            state.podSeen(Fixtures.pod(i, true));
        }
        sync();
    }

    /** One Pod loses or gains readiness, the next one at every second time. */
    SyncOutcome flip() {
        flips++;
        state.podSeen(Fixtures.pod(flips / 2 % pods, flips % 2 == 0));
        return sync();
    }

    private SyncOutcome sync() {
        SyncOutcome outcome = syncer.sync(service.key());
        checkState(outcome instanceof SyncOutcome.Done, "not synced: %s", outcome);
        unseen.forEach(Runnable::run);
        unseen.clear();
        return outcome;
    }

    private WriteResult write(Write write) {
        version++;
        if (write instanceof SliceWrite.Delete) {
            unseen.add(
                    () -> state.sliceGone(write.meta().namespace(), write.meta().name()));
            return new WriteResult.Deleted();
        }
        String name =
                write.meta().name().isEmpty() ? "web-" + version : write.meta().name();
        Metadata stored = write.meta().storedAs(name, "uid-" + name, Long.toString(version), version);
        unseen.add(() -> see(write, stored));
        return new WriteResult.Stored(stored, 0);
    }

    private void see(Write write, Metadata stored) {
        if (write instanceof SliceWrite sliceWrite) {
            Slice slice = sliceWrite.slice();
            state.sliceSeen(new Slice(stored, slice.addressType(), slice.ports(), slice.endpoints()));
        } else {
            state.endpointsSeen(new LegacyEndpoints(
                    stored, ((EndpointsWrite) write).endpoints().subsets()));
        }
    }
}
