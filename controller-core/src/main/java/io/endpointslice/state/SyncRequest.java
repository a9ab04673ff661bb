package io.endpointslice.state;

import io.endpointslice.model.ServiceKey;

/** A Service that has to be synced, and why. */
public record SyncRequest(ServiceKey service, Cause cause) {}
