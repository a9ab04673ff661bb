package io.endpointslice.kube;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.endpointslice.kube.Unset.map;
import static io.endpointslice.kube.Unset.text;

import com.google.common.collect.ImmutableList;
import io.endpointslice.model.Metadata;
import io.endpointslice.model.OwnerReference;
import io.endpointslice.model.TargetRef;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectReference;

/**
 * What slices and Endpoints have in common: metadata and references, to the model, and back to JSON.
 *
 * <p>Internal to {@code kube} and the packages below it.
 */
public final class MetadataCodec {
    private MetadataCodec() {}

    /** What of the metadata has to be kept or compared. */
    public static Metadata fromApi(ObjectMeta meta) {
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

    /** Who and which version it is, for the client; the rest of the metadata is left out. */
    static ObjectMeta identity(Metadata meta) {
        ObjectMeta identity = new ObjectMeta();
        identity.setNamespace(meta.namespace());
        identity.setName(meta.name());
        identity.setResourceVersion(meta.resourceVersion());
        return identity;
    }

    static void write(Metadata meta, JsonText json) {
        json.texts("annotations", meta.annotations());
        json.texts("finalizers", meta.finalizers());
        json.text("generateName", meta.generateName());
        json.texts("labels", meta.labels());
        json.text("name", meta.name());
        json.text("namespace", meta.namespace());
        json.objects("ownerReferences", meta.owners(), MetadataCodec::write);
        json.text("resourceVersion", meta.resourceVersion());
        json.text("uid", meta.uid());
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

    private static void write(OwnerReference owner, JsonText json) {
        json.text("apiVersion", owner.apiVersion());
        json.text("kind", owner.kind());
        if (owner.blockOwnerDeletion()) {
            json.flag("blockOwnerDeletion", true);
        }
        if (owner.controller()) {
            json.flag("controller", true);
        }
        json.text("name", owner.name());
        json.text("uid", owner.uid());
    }

    static TargetRef fromApi(ObjectReference ref) {
        return new TargetRef(
                text(ref.getApiVersion()),
                Shared.text(text(ref.getKind())),
                Shared.text(text(ref.getNamespace())),
                text(ref.getName()),
                text(ref.getUid()),
                text(ref.getFieldPath()));
    }

    static void write(TargetRef ref, JsonText json) {
        json.text("kind", ref.kind());
        json.text("namespace", ref.namespace());
        json.text("name", ref.name());
        json.text("uid", ref.uid());
        json.text("apiVersion", ref.apiVersion());
        json.text("fieldPath", ref.fieldPath());
    }
}
