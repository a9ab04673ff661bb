package io.endpointslice.config;

/** The packing policies that can be chosen by name. */
public enum PackingPolicyName {
    /** As few writes as possible in each sync (P2), and no more than that. */
    MINIMAL,
    /** As few writes as possible, and slices that are written anyway are merged when they fit into fewer. */
    MERGING
}
