package io.endpointslice.model;

/**
 * One entry of {@code metadata.ownerReferences}.
 *
 * @param controller whether the owner is the managing controller
 * @param blockOwnerDeletion whether the owner waits for this object when it is deleted in the foreground
 */
public record OwnerReference(
        String apiVersion, String kind, String name, String uid, boolean controller, boolean blockOwnerDeletion) {}
