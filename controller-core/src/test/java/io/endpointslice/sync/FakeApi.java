package io.endpointslice.sync;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.Write;
import io.endpointslice.state.ClusterState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An API server for slices, with answers that a test can put in front. It shows its slices to a state only when told to,
 * as a watch that lags does.
 */
public final class FakeApi implements Function<Write, WriteResult> {
    private static final int BYTES = 1000;

    private final Map<String, Slice> slices = new TreeMap<>();
    private final Deque<WriteResult> prepared = new ArrayDeque<>();
    private final List<SliceWrite> asked = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private long version = 100;

    /** The next write is answered with this, and not made. */
    public void answerNext(WriteResult result) {
        prepared.add(result);
    }

    /** No answer is in front any more. */
    public void forgetAnswers() {
        prepared.clear();
    }

    /** All writes that were asked for, as {@code create}, {@code update NAME}, {@code delete NAME}. */
    public ImmutableList<String> asked() {
        return asked.stream()
                .map(write -> (write.verb() + " " + write.slice().name()).trim())
                .collect(ImmutableList.toImmutableList());
    }

    public ImmutableList<Slice> slices() {
        return ImmutableList.copyOf(slices.values());
    }

    /** What a watch would have told by now. */
    public void showTo(ClusterState state) {
        slices.values().forEach(state::sliceSeen);
        gone.forEach(name -> state.sliceGone("shop", name));
        gone.clear();
    }

    /** Somebody else writes that slice, as it is given, whatever it was before. */
    public void edit(Slice slice) {
        Slice stored = stored(slice);
        slices.put(stored.name(), stored);
    }

    /** Somebody else deletes the slice of that name. */
    public void remove(String name) {
        slices.remove(name);
        gone.add(name);
    }

    @Override
    public WriteResult apply(Write object) {
        SliceWrite write = (SliceWrite) object;
        asked.add(write);
        WriteResult answer = prepared.poll();
        if (answer != null) {
            return answer;
        }
        if (write instanceof SliceWrite.Delete) {
            slices.remove(write.slice().name());
            gone.add(write.slice().name());
            return new WriteResult.Deleted();
        }
        Slice stored = stored(write.slice());
        slices.put(stored.name(), stored);
        return new WriteResult.Stored(stored.meta(), BYTES);
    }

    private Slice stored(Slice slice) {
        version++;
        Metadata old = slice.meta();
        boolean created = slice.name().isEmpty();
        Metadata meta = new Metadata(
                old.namespace(),
                created ? old.generateName() + version : old.name(),
                old.generateName(),
                created ? "uid-" + version : old.uid(),
                Long.toString(version),
                old.generation() + 1,
                old.labels(),
                old.annotations(),
                old.owners(),
                old.finalizers(),
                old.deleting());
        return new Slice(meta, slice.addressType(), slice.ports(), slice.endpoints());
    }
}
