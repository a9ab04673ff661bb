package io.endpointslice.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A kubeconfig for a mock server. */
final class MockKubeconfig {
    private MockKubeconfig() {}

    /** Writes it into that folder. */
    static Path write(Path folder, String url) throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: mock
                contexts: [{name: mock, context: {cluster: mock, user: mock}}]
                clusters: [{name: mock, cluster: {server: "%s"}}]
                users: [{name: mock, user: {token: secret}}]
                """.formatted(url));
    }
}
