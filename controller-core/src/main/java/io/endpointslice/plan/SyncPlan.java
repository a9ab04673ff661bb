package io.endpointslice.plan;

import com.google.common.collect.ImmutableList;
import io.endpointslice.mapping.MappingNote;
import io.endpointslice.model.ServiceKey;

/**
 * What one sync of one Service writes: a value that can be shown, checked, and carried out.
 *
 * @param writes in the order in which they have to be made (P3)
 * @param notes what the mapping had to leave out
 * @param leastWrites the least number of writes that any plan for the same snapshot needs (P2)
 */
public record SyncPlan(
        ServiceKey service, ImmutableList<SliceWrite> writes, ImmutableList<MappingNote> notes, int leastWrites) {
    /** A plan that writes nothing. */
    public static SyncPlan nothing(ServiceKey service) {
        return new SyncPlan(service, ImmutableList.of(), ImmutableList.of(), 0);
    }

    /** Whether the sync is to be tried again although everything in the plan could be written (E7). */
    public boolean isIncomplete() {
        return notes.stream().anyMatch(MappingNote::failsSync);
    }
}
