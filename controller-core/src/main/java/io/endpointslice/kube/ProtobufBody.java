package io.endpointslice.kube;

import io.endpointslice.kube.protobuf.Body;

/** An API object as Protobuf. */
record ProtobufBody(Body body) implements ObjectBody {
    @Override
    public byte[] bytes() {
        return body.bytes();
    }

    @Override
    public int length() {
        return body.length();
    }
}
