package io.endpointslice.state;

import io.endpointslice.config.ControllerName;
import io.endpointslice.model.ServiceKey;

/** A Service that a controller has to sync, and why. */
public record SyncRequest(ControllerName controller, ServiceKey service, Cause cause) {}
