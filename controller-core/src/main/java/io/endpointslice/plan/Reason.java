package io.endpointslice.plan;

/** Why an object is written, with the rule that says so. A write has at least one. */
public enum Reason {
    ENDPOINT_ADDED("endpoints added", "E2"),
    ENDPOINT_REMOVED("endpoints gone", "E2"),
    ENDPOINT_CHANGED("endpoints changed", "E9"),
    DUPLICATE("endpoints that stand in another slice too", "E17"),
    ABOVE_CAP("more endpoints than the maximum", "P1"),
    EMPTY("empty beside other slices", "Q5"),
    MERGED("its endpoints fit into slices that are written anyway", "packing"),
    RECEIVED("takes endpoints of another slice", "packing"),
    INVESTED("keeps together what is expected to change together, to save later writes", "packing"),
    COMPACTED("merges slices of a Service that is quiet", "packing"),
    LABELS("labels differ from the Service's", "E10"),
    HINTS("hints differ", "H1, H3, H5"),
    PORTS_GONE("its port list is no longer served", "E6"),
    RECYCLED("takes the place of a delete and a create", "E16"),
    FOREIGN_OWNER("belongs to an older Service of this name", "E12"),
    ADDRESS_TYPE_GONE("the Service no longer has this address type", "E4"),
    PLACEHOLDER("the Service has no endpoints", "E13"),
    NO_ENDPOINTS_OBJECT("the Service has no Endpoints object", "L1"),
    SERVICE_GONE("the Service is gone", "L1"),
    ADDRESS_ADDED("addresses added", "L2"),
    ADDRESS_REMOVED("addresses gone", "L2"),
    ADDRESS_CHANGED("addresses changed", "L2"),
    ENDPOINTS_LABELS("labels differ from the Service's", "L4"),
    ABOVE_CAPACITY("more than 1,000 addresses", "L5"),
    CAPACITY_ANNOTATION("the over-capacity annotation is wrong", "L5"),
    NOT_MIRRORED("its Endpoints object is not to be mirrored", "M1"),
    MIRROR_MISSING("addresses of these ports are not mirrored yet", "M2"),
    MIRROR_ENDPOINTS("endpoints differ from the Endpoints object's addresses", "M3"),
    MIRROR_METADATA("labels or annotations differ from the Endpoints object's", "M3"),
    MIRROR_OWNER("belongs to an older Endpoints object of this name", "M3"),
    MIRROR_SURPLUS("another slice mirrors the same ports", "M3"),
    MIRROR_PORTS_GONE("its ports are not in the Endpoints object", "M3");

    private final String text;
    private final String rule;

    Reason(String text, String rule) {
        this.text = text;
        this.rule = rule;
    }

    /** For people, in lower case, no full stop. */
    public String text() {
        return text;
    }

    /** The rule or quirk of the reference that asks for it, such as {@code E9}. */
    public String rule() {
        return rule;
    }
}
