package io.endpointslice.model;

/**
 * The object behind an endpoint ({@code endpoints[].targetRef}). The resourceVersion is not kept: it does not count (E9).
 * Every part may be empty in slices that others wrote.
 */
public record TargetRef(String apiVersion, String kind, String namespace, String name, String uid, String fieldPath) {
    /** The reference to a Pod as this controller writes it (E8). */
    public static TargetRef pod(String namespace, String name, String uid) {
        return new TargetRef("", "Pod", namespace, name, uid, "");
    }
}
