package io.endpointslice.kube;

import io.endpointslice.model.Metadata;
import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.Write;
import org.jspecify.annotations.Nullable;

/** Which slice or Endpoints object. */
record ObjectName(String kind, String namespace, String name) {
    /** That of what is written, with the name in the metadata. */
    static ObjectName of(Write write, Metadata meta) {
        return new ObjectName(
                write instanceof SliceWrite ? SliceCodec.KIND : EndpointsCodec.KIND, meta.namespace(), meta.name());
    }

    // as in EndpointIdentity: those of a record are slow unless C2 has compiled them

    @Override
    public boolean equals(@Nullable Object other) {
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
