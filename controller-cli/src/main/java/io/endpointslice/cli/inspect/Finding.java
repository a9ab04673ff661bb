package io.endpointslice.cli.inspect;

/** An object that is not as it should be. */
public sealed interface Finding {
    /** The object's name, with its kind in front of it if that is not EndpointSlice. */
    String object();

    /** What is wrong with it, on one line. */
    String what();

    /**
     * An object whose Service or owner is gone, or is another one now. Nobody keeps it right.
     *
     * @param why what of it is gone
     */
    record Orphan(String object, String why) implements Finding {
        @Override
        public String what() {
            return "orphan, " + why;
        }
    }

    /** A slice with more endpoints than the maximum, or an Endpoints object that does not hold all addresses (L5). */
    record OverCapacity(String object, String what) implements Finding {}
}
