package io.endpointslice.e2e;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The requests that an API server has answered: who made them, and what for. Other than a watch it also tells of those that
 * changed nothing or were refused. With the usual policy it has requests to write only, without leases and events.
 */
final class AuditLog {
    private final Path file;
    private final KubernetesSerialization json = new KubernetesSerialization();

    AuditLog(Path file) {
        this.file = file;
    }

    /**
     * A request.
     *
     * @param user by whose rights it was made
     * @param client the user agent
     * @param verb such as list, watch, create, update, patch, delete or deletecollection
     * @param resource plural and lower case, such as endpointslices or pods/status
     * @param object namespace and name; the name is empty if the API server was to make it up
     * @param status of the answer
     * @param received when the API server got the request
     * @param answered when it had been carried out, or refused
     */
    record Request(
            String user,
            String client,
            String verb,
            String resource,
            String object,
            int status,
            Instant received,
            Instant answered) {}

    /** The place up to which the log reaches now. */
    long end() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The requests that were answered after that place, in the order of the answers. */
    ImmutableList<Request> since(long place) {
        String text = read(place);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        return whole.lines().map(this::parse).collect(ImmutableList.toImmutableList());
    }

    private String read(long place) {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(log.length() - place)];
            log.seek(place);
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Request parse(String line) {
        GenericKubernetesResource event = json.unmarshal(line, GenericKubernetesResource.class);
        String subresource = text(event, "objectRef", "subresource");
        return new Request(
                text(event, "user", "username"),
                text(event, "userAgent"),
                text(event, "verb"),
                text(event, "objectRef", "resource") + (subresource.isEmpty() ? "" : "/" + subresource),
                text(event, "objectRef", "namespace") + "/" + text(event, "objectRef", "name"),
                Optional.ofNullable(event.<Integer>get("responseStatus", "code"))
                        .orElse(0),
                Instant.parse(text(event, "requestReceivedTimestamp")),
                Instant.parse(text(event, "stageTimestamp")));
    }

    private static String text(GenericKubernetesResource event, Object... path) {
        return Optional.ofNullable(event.<String>get(path)).orElse("");
    }
}
