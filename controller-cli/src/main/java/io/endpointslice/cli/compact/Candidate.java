package io.endpointslice.cli.compact;

import com.google.common.base.Utf8;
import io.endpointslice.kube.SliceCodec;
import io.endpointslice.model.ServiceSnapshot;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.CompactionPlan;
import io.endpointslice.plan.SliceWrite;
import java.util.stream.Stream;

/**
 * A Service and how it would be compacted. Bytes are those of JSON.
 *
 * @param seen what the plan was made of
 */
public record Candidate(ServiceSnapshot seen, CompactionPlan plan) {
    /** {@code namespace/name}. */
    String name() {
        return plan.service().toString();
    }

    /** Whether there is something to merge. */
    boolean isWorthIt() {
        return !plan.steps().isEmpty();
    }

    /** What a watcher receives: each slice that is written, and each that goes as it was. */
    long bytesSent() {
        return bytes(plan.writes().stream().map(SliceWrite::slice));
    }

    /** By how much a list of the slices is smaller afterwards: what each slice has around its endpoints. */
    long bytesSaved() {
        return bytes(plan.writes().stream().flatMap(write -> write.standing().stream()))
                - bytes(plan.writes().stream().flatMap(write -> write.left().stream()));
    }

    private static long bytes(Stream<Slice> slices) {
        return slices.mapToLong(slice -> Utf8.encodedLength(SliceCodec.toJson(slice)))
                .sum();
    }
}
