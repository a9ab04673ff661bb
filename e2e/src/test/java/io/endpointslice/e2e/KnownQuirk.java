package io.endpointslice.e2e;

import io.endpointslice.e2e.AuditLog.Request;
import io.endpointslice.e2e.population.Population;
import java.util.Arrays;
import java.util.Optional;

/** What the reference writes although there is nothing to write, by its own doing, whoever has written before. */
enum KnownQuirk {
    /** Q2: at every sync of such a Service it updates the Endpoints, for the most part with what they say already. */
    ENDPOINTS_NEVER_RIGHT,
    /** At its start it deletes all Endpoints that have no Service, those too that it has not written (L1). */
    LEFTOVERS,
    /** With an endpoint in no zone it gives no topology hints, but at every sync writes all slices, unchanged (H3). */
    NO_ZONE_NO_HINTS;

    /** The quirk that explains the request; empty if none does. */
    static Optional<KnownQuirk> of(Request write) {
        return Arrays.stream(values())
                .filter(quirk -> write.client().startsWith(ReferenceControllers.CLIENT) && quirk.explains(write))
                .findFirst();
    }

    private boolean explains(Request write) {
        String request = write.verb() + " " + write.resource();
        String name = write.object().substring(write.object().indexOf('/') + 1);
        return switch (this) {
            case ENDPOINTS_NEVER_RIGHT ->
                request.equals("update endpoints")
                        && (name.startsWith(Population.OVER_CAPACITY) || name.startsWith(Population.MISLABELLED));
            case LEFTOVERS -> request.equals("delete endpoints") && name.equals(Population.WITHOUT_SERVICE);
            case NO_ZONE_NO_HINTS ->
                request.equals("update endpointslices") && name.startsWith(Population.WITHOUT_ZONES + "-");
        };
    }
}
