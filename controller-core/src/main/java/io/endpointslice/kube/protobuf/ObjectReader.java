package io.endpointslice.kube.protobuf;

/** Makes an object of the bytes of its message. */
@FunctionalInterface
public interface ObjectReader<T> {
    /**
     * The object whose message is that range of the bytes.
     *
     * @throws IllegalArgumentException if it is no such message
     */
    T read(byte[] bytes, int offset, int length);
}
