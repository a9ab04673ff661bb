package io.endpointslice.plan;

/** Why a slice is written, with the rule that says so. A write has at least one. */
public enum Reason {
    ENDPOINT_ADDED("endpoints added", "E2"),
    ENDPOINT_REMOVED("endpoints gone", "E2"),
    ENDPOINT_CHANGED("endpoints changed", "E9"),
    DUPLICATE("endpoints that stand in another slice too", "E17"),
    ABOVE_CAP("more endpoints than the maximum", "P1"),
    EMPTY("empty beside other slices", "Q5"),
    MERGED("its endpoints fit into slices that are written anyway", "packing"),
    RECEIVED("takes endpoints of another slice", "packing"),
    LABELS("labels differ from the Service's", "E10"),
    HINTS("hints differ", "H5"),
    PORTS_GONE("its port list is no longer served", "E6"),
    RECYCLED("takes the place of a delete and a create", "E16"),
    FOREIGN_OWNER("belongs to an older Service of this name", "E12"),
    ADDRESS_TYPE_GONE("the Service no longer has this address type", "E4"),
    PLACEHOLDER("the Service has no endpoints", "E13");

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
