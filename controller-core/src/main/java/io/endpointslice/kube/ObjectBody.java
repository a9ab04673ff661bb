package io.endpointslice.kube;

/** An API object as it is sent. */
sealed interface ObjectBody permits JsonBody, ProtobufBody {
    byte[] bytes();

    /** How many bytes it has. */
    int length();
}
