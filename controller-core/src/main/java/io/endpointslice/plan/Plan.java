package io.endpointslice.plan;

import com.google.common.collect.ImmutableList;
import io.endpointslice.mapping.MappingNote;
import io.endpointslice.model.Event;
import io.endpointslice.model.ServiceKey;

/** What one sync writes: a value that can be shown, checked, and carried out. */
public sealed interface Plan permits SyncPlan, EndpointsPlan {
    ServiceKey service();

    /** In the order in which they have to be made (P3). */
    ImmutableList<? extends Write> writes();

    /** What the mapping had to leave out. */
    ImmutableList<MappingNote> notes();

    /** What users of the Service should see. */
    ImmutableList<Event> events();

    /** Whether something of a Pod had to be left out. */
    default boolean leavesOutPods() {
        return notes().stream().anyMatch(MappingNote.OfPod.class::isInstance);
    }

    /** Whether the sync is to be tried again although everything in the plan could be written (E7). */
    default boolean isIncomplete() {
        return notes().stream().anyMatch(MappingNote::failsSync);
    }
}
