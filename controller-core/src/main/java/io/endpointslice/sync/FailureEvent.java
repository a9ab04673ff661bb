package io.endpointslice.sync;

import io.endpointslice.config.ControllerName;
import io.endpointslice.model.Event;

/** What users of an object are told when its sync fails, in the reference's words (L6). */
final class FailureEvent {
    private FailureEvent() {}

    /**
     * The event.
     *
     * @param verb of the write that failed; {@code update} if none was tried
     * @param message why, in one line
     */
    static Event of(ControllerName controller, Event.Regarding regarding, String verb, String message) {
        String name = regarding.namespace() + "/" + regarding.name();
        return switch (controller) {
            case SLICES ->
                warning(
                        regarding,
                        "FailedToUpdateEndpointSlices",
                        "Error updating Endpoint Slices for Service " + name + ": " + message);
            case MIRRORING ->
                warning(
                        regarding,
                        "FailedToUpdateEndpointSlices",
                        "Error updating Endpoint Slices for Endpoints " + name + ": " + message);
            case ENDPOINTS ->
                verb.equals("create")
                        ? warning(
                                regarding,
                                "FailedToCreateEndpoint",
                                "Failed to create endpoint for service " + name + ": " + message)
                        : warning(
                                regarding,
                                "FailedToUpdateEndpoint",
                                "Failed to " + verb + " endpoint " + name + ": " + message);
        };
    }

    private static Event warning(Event.Regarding regarding, String reason, String message) {
        return new Event(Event.Severity.WARNING, regarding, reason, message);
    }
}
