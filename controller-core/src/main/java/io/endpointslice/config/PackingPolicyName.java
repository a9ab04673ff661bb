package io.endpointslice.config;

import java.util.Locale;

/** The packing policies that can be chosen by name. */
public enum PackingPolicyName {
    /** As few writes as possible in each sync (P2), and no more than that. */
    MINIMAL,
    /** As few writes as possible, and slices that are written anyway are merged when they fit into fewer. */
    MERGING,
    /** As few writes as possible, and endpoints that are expected to change together stand together. */
    CHURN_AWARE;

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
