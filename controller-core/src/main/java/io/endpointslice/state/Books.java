package io.endpointslice.state;

import io.endpointslice.config.ControllerName;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.model.Slice;

/** What each controller writes: the objects that the informers show, and what we wrote that they have not shown yet. */
record Books(ObjectBook<Slice> slices, EndpointsBook endpoints, ObjectBook<Slice> mirrored) {
    /** Nothing is shown or written yet. The backlogs hear of what others have written. */
    static Books empty(Backlogs backlogs) {
        return new Books(
                new ObjectBook<>(ControllerName.SLICES, Kind.SLICE, backlogs.slices()),
                new EndpointsBook(backlogs.endpoints()),
                new ObjectBook<>(ControllerName.MIRRORING, Kind.SLICE, EditListener.NONE));
    }

    /**
     * The Service has gone. The garbage collector takes its slices, so nothing is kept of them (E1); the other controllers
     * have to delete what they wrote (L1, M1), so that stays expected.
     */
    void serviceGone(ServiceKey key) {
        slices.drop(key);
        endpoints.serviceGone(key);
        mirrored.forgetLook(key);
    }

    boolean isStale(ControllerName controller, ServiceKey key) {
        return switch (controller) {
            case SLICES -> slices.isStale(key);
            case ENDPOINTS -> endpoints.isStale(key);
            case MIRRORING -> mirrored.isStale(key);
        };
    }

    /**
     * A create or an update was answered with {@code stored}.
     *
     * @param serviceExists false if the Service has gone since the sync began
     */
    void wrote(ControllerName controller, ServiceKey key, Metadata stored, boolean serviceExists) {
        switch (controller) {
            case SLICES -> {
                if (serviceExists) {
                    slices.wrote(key, stored);
                }
            }
            case ENDPOINTS -> endpoints.wrote(key, stored, !serviceExists);
            case MIRRORING -> mirrored.wrote(key, stored);
        }
    }

    /** A delete was answered; {@code serviceExists} as above. */
    void deleted(ControllerName controller, ServiceKey key, Metadata deleted, boolean serviceExists) {
        switch (controller) {
            case SLICES -> {
                if (serviceExists) {
                    slices.deleted(key, deleted);
                }
            }
            case ENDPOINTS -> endpoints.deleted(key, deleted);
            case MIRRORING -> mirrored.deleted(key, deleted);
        }
    }
}
