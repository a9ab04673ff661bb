package io.endpointslice.conformance;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the recorded cases. */
final class Cases {
    private Cases() {}

    /** All of them, sorted by name. */
    static ImmutableList<Path> files() throws IOException, URISyntaxException {
        Path directory =
                Path.of(requireNonNull(Cases.class.getResource("/conformance")).toURI());
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> json = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            return ImmutableList.copyOf(json);
        }
    }
}
