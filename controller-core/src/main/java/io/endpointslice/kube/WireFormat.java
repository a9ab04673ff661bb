package io.endpointslice.kube;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;

/**
 * How objects are written between this process and the API server. Both name the same fields; Protobuf takes half the bytes and a
 * fraction of the work, at both ends.
 */
public enum WireFormat {
    PROTOBUF("application/vnd.kubernetes.protobuf"),
    JSON("application/json");

    private static final String METADATA_ALONE = ";as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

    private final String contentType;

    WireFormat(String contentType) {
        this.contentType = contentType;
    }

    /**
     * The format with that media type, as {@code --kube-api-content-type} names it.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static WireFormat of(String contentType) {
        return Arrays.stream(values())
                .filter(format -> format.contentType.equals(contentType))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + contentType + "' is none of "
                        + Arrays.stream(values()).map(WireFormat::contentType).collect(joining(", "))));
    }

    /** The media type. */
    public String contentType() {
        return contentType;
    }

    /** What to ask for to get objects whole. Who cannot answer in Protobuf answers in JSON, and both are read. */
    String accept() {
        return this == JSON ? contentType : contentType + ", " + JSON.contentType;
    }

    /** What to ask for to get the metadata of objects; they come whole from a server that cannot do so. */
    String acceptMetadata() {
        String json = JSON.contentType + METADATA_ALONE + ", " + JSON.contentType;
        return this == JSON ? json : contentType + METADATA_ALONE + ", " + json;
    }
}
