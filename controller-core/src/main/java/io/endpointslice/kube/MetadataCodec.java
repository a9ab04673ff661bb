package io.endpointslice.kube;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.endpointslice.kube.Unset.map;
import static io.endpointslice.kube.Unset.text;
import static io.endpointslice.kube.Unset.unset;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.OwnerReference;
import io.endpointslice.model.TargetRef;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/** What slices and Endpoints have in common: metadata and references, to the model and back. */
final class MetadataCodec {
    private MetadataCodec() {}

    static Metadata fromApi(ObjectMeta meta) {
        return new Metadata(
                text(meta.getNamespace()),
                text(meta.getName()),
                text(meta.getGenerateName()),
                text(meta.getUid()),
                text(meta.getResourceVersion()),
                meta.getGeneration() == null ? 0 : meta.getGeneration(),
                map(meta.getLabels()),
                map(meta.getAnnotations()),
                meta.getOwnerReferences().stream().map(MetadataCodec::fromApi).collect(toImmutableList()),
                ImmutableList.copyOf(meta.getFinalizers()),
                meta.getDeletionTimestamp() != null);
    }

    static ObjectMeta toApi(Metadata meta) {
        return new ObjectMetaBuilder()
                .withNamespace(meta.namespace())
                .withName(unset(meta.name()))
                .withGenerateName(unset(meta.generateName()))
                .withUid(unset(meta.uid()))
                .withResourceVersion(unset(meta.resourceVersion()))
                .withLabels(meta.labels())
                .withAnnotations(meta.annotations().isEmpty() ? null : meta.annotations())
                .withOwnerReferences(
                        meta.owners().stream().map(MetadataCodec::toApi).collect(toImmutableList()))
                .withFinalizers(meta.finalizers())
                .build();
    }

    static OwnerReference fromApi(io.fabric8.kubernetes.api.model.OwnerReference owner) {
        return new OwnerReference(
                text(owner.getApiVersion()),
                text(owner.getKind()),
                text(owner.getName()),
                text(owner.getUid()),
                Boolean.TRUE.equals(owner.getController()),
                Boolean.TRUE.equals(owner.getBlockOwnerDeletion()));
    }

    static io.fabric8.kubernetes.api.model.OwnerReference toApi(OwnerReference owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.apiVersion())
                .withKind(owner.kind())
                .withName(owner.name())
                .withUid(owner.uid())
                .withController(owner.controller() ? true : null)
                .withBlockOwnerDeletion(owner.blockOwnerDeletion() ? true : null)
                .build();
    }

    static TargetRef fromApi(ObjectReference ref) {
        return new TargetRef(
                text(ref.getApiVersion()),
                text(ref.getKind()),
                text(ref.getNamespace()),
                text(ref.getName()),
                text(ref.getUid()),
                text(ref.getFieldPath()));
    }

    static ObjectReference toApi(TargetRef ref) {
        return new ObjectReferenceBuilder()
                .withApiVersion(unset(ref.apiVersion()))
                .withKind(unset(ref.kind()))
                .withNamespace(unset(ref.namespace()))
                .withName(unset(ref.name()))
                .withUid(unset(ref.uid()))
                .withFieldPath(unset(ref.fieldPath()))
                .build();
    }
}
