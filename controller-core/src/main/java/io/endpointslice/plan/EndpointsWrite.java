package io.endpointslice.plan;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSortedSet;
import io.endpointslice.model.LegacyEndpoints;
import io.endpointslice.model.Metadata;

/** One write of one legacy Endpoints object (rules L). */
public sealed interface EndpointsWrite extends Write {
    /** The object as it is after the write; for a delete, as it was before. */
    LegacyEndpoints endpoints();

    @Override
    default Metadata meta() {
        return endpoints().meta();
    }

    /** A new object, under the name of its Service. */
    record Create(LegacyEndpoints endpoints, ImmutableSortedSet<Reason> reasons) implements EndpointsWrite {
        public Create {
            checkArgument(!reasons.isEmpty(), "a create of %s without a reason", endpoints.service());
        }

        @Override
        public String verb() {
            return "create";
        }
    }

    /**
     * The object with another content, on the condition that it still is at {@code before}'s resourceVersion.
     *
     * @param endpoints name, uid and resourceVersion are those of {@code before}
     */
    record Update(LegacyEndpoints before, LegacyEndpoints endpoints, ImmutableSortedSet<Reason> reasons)
            implements EndpointsWrite {
        public Update {
            checkArgument(
                    before.service().equals(endpoints.service()),
                    "an update of %s turns it into another object",
                    before.service());
            checkArgument(!reasons.isEmpty(), "an update of %s without a reason", before.service());
        }

        @Override
        public String verb() {
            return "update";
        }
    }

    /** An object that goes, on the condition that it still has {@code endpoints}' uid and resourceVersion. */
    record Delete(LegacyEndpoints endpoints, ImmutableSortedSet<Reason> reasons) implements EndpointsWrite {
        public Delete {
            checkArgument(!reasons.isEmpty(), "a delete of %s without a reason", endpoints.service());
        }

        @Override
        public String verb() {
            return "delete";
        }
    }
}
