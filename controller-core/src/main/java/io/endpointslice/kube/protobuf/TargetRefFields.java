package io.endpointslice.kube.protobuf;

import io.endpointslice.model.TargetRef;

/** The reference to the object behind an endpoint; its resourceVersion is not kept. */
final class TargetRefFields {
    private TargetRefFields() {}

    /** Enters the reference in the field. */
    static TargetRef read(Fields fields) {
        String apiVersion = "";
        String kind = "";
        String namespace = "";
        String name = "";
        String uid = "";
        String fieldPath = "";
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> kind = fields.sharedText();
                case 2 -> namespace = fields.sharedText();
                case 3 -> name = fields.text();
                case 4 -> uid = fields.text();
                case 5 -> apiVersion = fields.text();
                case 7 -> fieldPath = fields.text();
                default -> fields.skip();
            }
        }
        return new TargetRef(apiVersion, kind, namespace, name, uid, fieldPath);
    }

    static void write(TargetRef ref, FieldWriter fields) {
        fields.text(1, ref.kind());
        fields.text(2, ref.namespace());
        fields.text(3, ref.name());
        fields.text(4, ref.uid());
        fields.text(5, ref.apiVersion());
        fields.text(6, "");
        fields.text(7, ref.fieldPath());
    }
}
