package io.endpointslice.e2e;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;

/** The jar that users run. */
final class Jar {
    private Jar() {}

    /** The command line for arguments of the program. */
    static ImmutableList<String> command(String... arguments) {
        return ImmutableList.<String>builder()
                .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .add("-jar", System.getProperty("e2e.jar", ""))
                .add(arguments)
                .build();
    }

    /** Runs it to its end. */
    static Program run(String... arguments) {
        return Program.run(command(arguments));
    }
}
