package io.endpointslice.cli.manifest;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import io.endpointslice.cli.cluster.ClusterObjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Reads manifests from files, folders and standard input. */
public final class Manifests {
    private static final String STANDARD_INPUT = "-";
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final InputStream standardInput;
    private final StateBuilder state;

    private Manifests(InputStream standardInput, StateBuilder state) {
        this.standardInput = standardInput;
        this.state = state;
    }

    /**
     * The cluster that the manifests describe.
     *
     * @param sources files, folders (their files *.yaml, *.yml and *.json in order of name, no folders in them), or {@code -}
     * @param notes takes a line for each object that is skipped
     * @throws InputException if there is a mistake in them, or no object at all
     */
    public static ClusterObjects read(Collection<String> sources, InputStream standardInput, Consumer<String> notes) {
        StateBuilder state = new StateBuilder(notes, object -> {});
        read(sources, standardInput, state);
        return state.build();
    }

    /**
     * The objects of the manifests that matter to slices, as an API server would hold them: apiVersion, kind, uid and,
     * except for Nodes, namespace are set.
     *
     * @param sources as for {@link #read(Collection, InputStream, Consumer)}
     * @param notes takes a line for each object that is skipped
     * @throws InputException if there is a mistake in them, or no object at all
     */
    public static ImmutableList<ObjectNode> objects(
            Collection<String> sources, InputStream standardInput, Consumer<String> notes) {
        ImmutableList.Builder<ObjectNode> objects = ImmutableList.builder();
        read(sources, standardInput, new StateBuilder(notes, object -> objects.add(object.json())));
        return objects.build();
    }

    private static void read(Collection<String> sources, InputStream standardInput, StateBuilder state) {
        Manifests manifests = new Manifests(standardInput, state);
        sources.forEach(manifests::source);
        if (state.isEmpty()) {
            throw new InputException("no object in " + String.join(", ", sources));
        }
    }

    private void source(String source) {
        if (source.equals(STANDARD_INPUT)) {
            text(source, bytesOfStandardInput());
            return;
        }
        Path path = Path.of(source);
        for (Path file : Files.isDirectory(path) ? filesIn(path) : ImmutableList.of(path)) {
            text(file.toString(), bytes(file));
        }
    }

    private void text(String source, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            ManifestObjects.read(source, CharMatcher.is(BYTE_ORDER_MARK).trimLeadingFrom(text), state::add);
        } catch (CharacterCodingException failure) {
            throw new InputException(source + ": is not text in UTF-8", failure);
        }
    }

    private byte[] bytesOfStandardInput() {
        try {
            return standardInput.readAllBytes();
        } catch (IOException failure) {
            throw new InputException("standard input cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException failure) {
            throw new InputException(file + ": no such file or folder", failure);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private static ImmutableList<Path> filesIn(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Manifests::isManifest).sorted().collect(toImmutableList());
        } catch (IOException failure) {
            throw unreadable(folder, failure);
        }
    }

    private static boolean isManifest(Path path) {
        String name = path.toString();
        return (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json")) && Files.isRegularFile(path);
    }

    private static InputException unreadable(Path path, IOException failure) {
        return new InputException(
                path + ": cannot be read (" + failure.getClass().getSimpleName() + ")", failure);
    }
}
