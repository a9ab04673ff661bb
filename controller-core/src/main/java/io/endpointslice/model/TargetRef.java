package io.endpointslice.model;

import org.jspecify.annotations.Nullable;

/**
 * The object behind an endpoint ({@code endpoints[].targetRef}). The resourceVersion is not kept: it does not count (E9).
 * Every part may be empty in slices that others wrote.
 */
public record TargetRef(String apiVersion, String kind, String namespace, String name, String uid, String fieldPath) {
    /** The reference to a Pod as this controller writes it (E8). */
    public static TargetRef pod(String namespace, String name, String uid) {
        return new TargetRef("", "Pod", namespace, name, uid, "");
    }

    // as in EndpointIdentity: those of a record are slow unless C2 has compiled them

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof TargetRef that
                        && name.equals(that.name)
                        && uid.equals(that.uid)
                        && namespace.equals(that.namespace)
                        && kind.equals(that.kind)
                        && apiVersion.equals(that.apiVersion)
                        && fieldPath.equals(that.fieldPath));
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + uid.hashCode();
    }
}
