package io.endpointslice.model;

/** The {@code addressType} of an EndpointSlice. It never changes over a slice's life. */
public enum AddressType {
    IPV4("IPv4"),
    IPV6("IPv6"),
    /** Not written by this controller; slices of it that it manages are deleted (E4). */
    FQDN("FQDN");

    private final String apiName;

    AddressType(String apiName) {
        this.apiName = apiName;
    }

    /** The name in the API: {@code IPv4}, {@code IPv6}, {@code FQDN}. */
    public String apiName() {
        return apiName;
    }

    /**
     * The type of that API name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static AddressType of(String apiName) {
        for (AddressType type : values()) {
            if (type.apiName.equals(apiName)) {
                return type;
            }
        }
        throw new IllegalArgumentException("unknown address type '" + apiName + "'");
    }

    @Override
    public String toString() {
        return apiName;
    }
}
