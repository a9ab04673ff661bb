package io.endpointslice.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.endpointslice.kube.protobuf.EndpointsMessage;
import io.endpointslice.kube.protobuf.SliceMessage;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

/**
 * Makes the samples of the core's tests in {@code controller-core/src/test/resources/protobuf} once more: what an API server
 * says in Protobuf, and beside it the same in JSON. To be run as any main class, after {@code e2e/control-plane/install.sh}.
 */
final class ProtobufSamples {
    private static final int OBJECTS = 6;
    private static final int PAGE = 4;

    private final ApiServer server;
    private final Wire wire;
    private final Path folder;

    private ProtobufSamples(ApiServer server, Path folder) {
        this.server = server;
        this.wire = new Wire(server.client());
        this.folder = folder;
    }

    /** Writes them into the folder that is named. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        try (ApiServer server = ApiServer.start()) {
            new ProtobufSamples(server, folder).make();
        }
    }

    private void make() throws IOException {
        RandomObjects objects = new RandomObjects(new Random(11));
        RandomEndpoints endpoints = new RandomEndpoints(new Random(12));
        for (int i = 0; i < OBJECTS; i++) {
            Pod pod = create(new PodBuilder(objects.pod("pod-" + i))
                    .editMetadata()
                    .addToFinalizers("example.org/stays")
                    .endMetadata()
                    .build());
            server.client()
                    .resource(
                            new PodBuilder(pod).withStatus(objects.podStatus(i)).build())
                    .updateStatus();
            if (i == 0) {
                server.client().resource(pod).delete();
            }
            create(objects.service("service-" + i));
            create(objects.node("node-" + i));
            create(endpoints.endpoints("endpoints-" + i));
            create(endpoints.slice("slice-" + i));
        }
        String core = "/api/v1/namespaces/default/";
        String slices = "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices";
        save("pods", core + "pods?limit=" + PAGE, 200);
        save("services", core + "services?limit=" + PAGE, 200);
        save("nodes", "/api/v1/nodes?limit=" + PAGE, 200);
        save("endpoints", core + "endpoints?limit=" + PAGE, 200);
        save("slices", slices + "?limit=" + PAGE, 200);
        for (int i = 0; i < PAGE; i++) {
            String endpointsPath = core + "endpoints/endpoints-" + i;
            wire.put(
                    endpointsPath,
                    EndpointsMessage.body(wire.read(endpointsPath, EndpointsMessage::read), Optional.empty())
                            .bytes());
            String slicePath = slices + "/slice-" + i;
            wire.put(
                    slicePath,
                    SliceMessage.body(wire.read(slicePath, SliceMessage::read), Optional.empty())
                            .bytes());
        }
        Files.write(folder.resolve("written-endpoints.bin"), wire.protobuf(core + "endpoints?limit=" + PAGE));
        Files.write(folder.resolve("written-slices.bin"), wire.protobuf(slices + "?limit=" + PAGE));
        save("slice", slices + "/slice-0", 200);
        save("not-found", slices + "/none", 404);
        Files.write(folder.resolve("metadata.bin"), wire.get(slices + "/slice-0", Wire.METADATA, 200));
        Files.write(
                folder.resolve("watch.bin"),
                wire.firstOfWatch(slices + "?watch=true&resourceVersion=0&fieldSelector=metadata.name%3Dslice-0"));
    }

    private <T extends HasMetadata> T create(T object) {
        return server.client().resource(object).inNamespace("default").create();
    }

    private void save(String name, String path, int code) throws IOException {
        Files.write(folder.resolve(name + ".bin"), wire.get(path, Wire.PROTOBUF, code));
        Files.writeString(
                folder.resolve(name + ".json"), new String(wire.get(path, Wire.JSON, code), UTF_8).strip() + "\n");
    }
}
