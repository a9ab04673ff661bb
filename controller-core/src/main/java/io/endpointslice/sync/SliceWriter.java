package io.endpointslice.sync;

import io.endpointslice.plan.SliceWrite;

/** Carries out single writes. The only way from a plan to the cluster. */
public interface SliceWriter {
    /** Makes one write, with its preconditions, and waits for the answer. Every failure is a value, none is thrown. */
    WriteResult write(SliceWrite write);
}
