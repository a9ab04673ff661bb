package io.endpointslice.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * The metadata of an EndpointSlice or Endpoints object that has to be kept or compared.
 *
 * @param name empty for an object that is to be created: the API server makes one from {@code generateName}
 * @param generateName empty if unset
 * @param uid empty for an object that is to be created
 * @param resourceVersion the precondition of an update; empty for an object that is to be created
 * @param generation 0 if unknown
 * @param labels as they stand, reserved ones included
 * @param annotations as they stand
 * @param owners all owner references, in order
 * @param finalizers kept as they are
 * @param deleting the deletionTimestamp is set
 */
public record Metadata(
        String namespace,
        String name,
        String generateName,
        String uid,
        String resourceVersion,
        long generation,
        ImmutableMap<String, String> labels,
        ImmutableMap<String, String> annotations,
        ImmutableList<OwnerReference> owners,
        ImmutableList<String> finalizers,
        boolean deleting) {

    /** Of an object that is to be created: without an owner yet; {@code name} or {@code generateName} is empty. */
    public static Metadata toCreate(
            String namespace,
            String name,
            String generateName,
            ImmutableMap<String, String> labels,
            ImmutableMap<String, String> annotations) {
        return new Metadata(
                namespace,
                name,
                generateName,
                "",
                "",
                0,
                labels,
                annotations,
                ImmutableList.of(),
                ImmutableList.of(),
                false);
    }

    /** The same with other labels and annotations. */
    public Metadata with(ImmutableMap<String, String> newLabels, ImmutableMap<String, String> newAnnotations) {
        return new Metadata(
                namespace,
                name,
                generateName,
                uid,
                resourceVersion,
                generation,
                newLabels,
                newAnnotations,
                owners,
                finalizers,
                deleting);
    }

    /** The same with that owner and no other. */
    public Metadata ownedBy(OwnerReference owner) {
        return new Metadata(
                namespace,
                name,
                generateName,
                uid,
                resourceVersion,
                generation,
                labels,
                annotations,
                ImmutableList.of(owner),
                finalizers,
                deleting);
    }

    /** The same as an API server has stored it, under a name, a uid and versions that it gave. */
    public Metadata storedAs(String newName, String newUid, String newResourceVersion, long newGeneration) {
        return new Metadata(
                namespace,
                newName,
                generateName,
                newUid,
                newResourceVersion,
                newGeneration,
                labels,
                annotations,
                owners,
                finalizers,
                deleting);
    }
}
