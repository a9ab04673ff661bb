package io.endpointslice.cli;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** An API server in memory that keeps objects, and answers a request otherwise when a test says so. */
final class FaultyApi implements AutoCloseable {
    private final KubernetesCrudDispatcher objects = new KubernetesCrudDispatcher();
    private final MockWebServer server = new MockWebServer();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final KubernetesClient client;

    /** What happens once. */
    private record Fault(Predicate<RecordedRequest> when, MockResponse answer) {}

    FaultyApi() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                Optional<Fault> fault = faults.stream()
                        .filter(candidate -> candidate.when().test(request))
                        .findFirst();
                if (fault.isPresent() && faults.remove(fault.get())) {
                    return fault.get().answer();
                }
                return objects.dispatch(request);
            }
        });
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(server.url("/").toString())
                        .build())
                .build();
    }

    /** A client of the test's own. */
    KubernetesClient client() {
        return client;
    }

    /** Returns the uid that the object is given. */
    @CanIgnoreReturnValue
    String create(String manifest) {
        return client.resource(client.getKubernetesSerialization().<HasMetadata>unmarshal(manifest))
                .create()
                .getMetadata()
                .getUid();
    }

    /** Answers the next request of that method with a refusal. */
    void refuseNext(String method, int code, String reason) {
        String status = "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"" + reason
                + "\",\"code\":" + code + ",\"message\":\"" + reason + ", says the test\"}";
        faults.add(new Fault(
                request -> method.equals(request.getMethod()),
                new MockResponse().setResponseCode(code).setBody(status)));
    }

    /** Answers the next request whose path has that part with this instead. */
    void answerNext(String part, String json) {
        faults.add(new Fault(
                request -> String.valueOf(request.getPath()).contains(part),
                new MockResponse().setResponseCode(200).setBody(json)));
    }

    Path kubeconfig(Path folder) throws IOException {
        return MockKubeconfig.write(folder, server.url("/").toString());
    }

    @Override
    public void close() {
        client.close();
        server.shutdown();
    }
}
