package io.endpointslice.model;

import java.util.Optional;

/**
 * Something that users of an object should see in its events; not an informer's event.
 *
 * @param regarding what it is about
 * @param reason one word in camel case, as the reference has it
 * @param message one line
 */
public record Event(Severity severity, Regarding regarding, String reason, String message) {
    /** The {@code type} of an event. */
    public enum Severity {
        NORMAL,
        WARNING
    }

    /**
     * The object that an event is about.
     *
     * @param kind {@code Service} or {@code Endpoints}, of {@code v1}
     * @param uid empty if unknown
     */
    public record Regarding(String kind, String namespace, String name, String uid) {
        /** The Service. */
        public static Regarding service(ServiceFacts service) {
            return new Regarding(
                    "Service", service.key().namespace(), service.key().name(), service.uid());
        }

        /** The Endpoints object of that Service's name, whether it is there or not. */
        public static Regarding endpoints(ServiceKey key, Optional<LegacyEndpoints> endpoints) {
            String uid = endpoints.map(there -> there.meta().uid()).orElse("");
            return new Regarding("Endpoints", key.namespace(), key.name(), uid);
        }
    }
}
