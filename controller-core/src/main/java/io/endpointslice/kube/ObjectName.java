package io.endpointslice.kube;

import io.endpointslice.model.Metadata;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.Write;

/** Which slice or Endpoints object. */
record ObjectName(String kind, String namespace, String name) {
    /** That of what is written, with the name in the metadata. */
    static ObjectName of(Write write, Metadata meta) {
        return new ObjectName(
                write instanceof SliceWrite ? SliceCodec.KIND : EndpointsCodec.KIND, meta.namespace(), meta.name());
    }

    // written out, since the generated one takes several times as long without C2
    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectName that
                && name.equals(that.name)
                && namespace.equals(that.namespace)
                && kind.equals(that.kind);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + namespace.hashCode();
    }
}
