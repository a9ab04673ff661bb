package io.endpointslice.model;

import static com.google.common.base.Preconditions.checkArgument;

/** The {@code targetPort} of a Service port (E6). */
public sealed interface TargetPort {
    /** A port number, taken as it is. */
    record Numbered(int port) implements TargetPort {}

    /** The name of a container port, looked up in each Pod. */
    record Named(String name) implements TargetPort {
        public Named {
            checkArgument(!name.isEmpty(), "a named targetPort is empty");
        }
    }
}
