package io.endpointslice.churn;

import io.endpointslice.model.Endpoint;
import io.endpointslice.packing.Forecast;

/**
 * What is known of a Service's endpoints when a sync begins. The same questions have the same answers as long as that sync is not
 * recorded.
 */
public interface ChurnHistory {
    /** Nothing has been recorded. */
    ChurnHistory NONE = new ChurnTable();

    /** The kind of an endpoint that is in no slice yet. */
    int kindOfNew(Endpoint endpoint);

    /**
     * The kind of an endpoint.
     *
     * @param desired as it is now
     * @param published as the slice has it that holds it
     */
    int kind(Endpoint desired, Endpoint published);

    /** Whether an endpoint that is published as it should be is on its way, or has lost readiness before. */
    boolean isUnsettled(Endpoint published);

    /** The kind of an endpoint that has not changed for long. */
    int calm();

    /**
     * What to expect of each kind.
     *
     * @param cap the most endpoints of a slice
     */
    Forecast forecast(int cap);

    /** The writes that all syncs so far needed. */
    long needed();

    /** The writes that were made beyond those. */
    long invested();
}
