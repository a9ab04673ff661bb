package io.endpointslice.kube;

/** An API object as it is sent. */
sealed interface ObjectBody permits JsonBody, ProtobufBody {
    WireFormat format();

    byte[] bytes();

    /** How many bytes it has. */
    int length();
}
