package io.endpointslice.packing;

/**
 * A number of endpoints of one kind that go from one slot to another.
 *
 * @param from {@link #LEFTOVER} for endpoints that are in no slice yet
 */
record Shift(int from, int to, int kind, int count) {
    static final int LEFTOVER = -1;
}
