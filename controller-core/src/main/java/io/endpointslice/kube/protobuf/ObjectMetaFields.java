package io.endpointslice.kube.protobuf;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;

/** The metadata of an object, of which each kind needs other fields. The rest is skipped, above all the managedFields. */
enum ObjectMetaFields {
    POD(1, 3, 5, 6, 9, 11),
    NODE(1, 6, 11),
    SERVICE(1, 3, 5, 6, 7, 8, 9, 11, 12),
    /** Slices and Endpoints objects: what the model knows. */
    PUBLISHED(1, 2, 3, 5, 6, 7, 9, 11, 12, 13, 14);

    private final int wanted;

    ObjectMetaFields(int... fields) {
        int bits = 0;
        for (int field : fields) {
            bits |= 1 << field;
        }
        wanted = bits;
    }

    /** Enters the metadata in the field. */
    ObjectMeta read(Fields fields) {
        ObjectMeta meta = new ObjectMeta();
        fields.enter();
        while (fields.next()) {
            if (!wants(fields.field())) {
                fields.skip();
                continue;
            }
            switch (fields.field()) {
                case 1 -> meta.setName(fields.textOrNull());
                case 2 -> meta.setGenerateName(fields.textOrNull());
                case 3 -> meta.setNamespace(fields.textOrNull());
                case 5 -> meta.setUid(fields.textOrNull());
                case 6 -> meta.setResourceVersion(fields.textOrNull());
                case 7 -> meta.setGeneration(fields.number());
                case 8 -> meta.setCreationTimestamp(fields.timeOrNull());
                case 9 -> meta.setDeletionTimestamp(fields.timeOrNull());
                case 11 -> fields.entry(meta.getLabels());
                case 12 -> fields.entry(meta.getAnnotations());
                case 13 -> meta.getOwnerReferences().add(owner(fields));
                case 14 -> meta.getFinalizers().add(fields.text());
                default -> fields.skip();
            }
        }
        return meta;
    }

    private boolean wants(int field) {
        return field < Integer.SIZE && (wanted & 1 << field) != 0;
    }

    private static OwnerReference owner(Fields fields) {
        OwnerReference owner = new OwnerReference();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> owner.setKind(fields.sharedText());
                case 3 -> owner.setName(fields.text());
                case 4 -> owner.setUid(fields.text());
                case 5 -> owner.setApiVersion(fields.sharedText());
                case 6 -> owner.setController(fields.flag());
                case 7 -> owner.setBlockOwnerDeletion(fields.flag());
                default -> fields.skip();
            }
        }
        return owner;
    }
}
