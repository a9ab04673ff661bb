package io.endpointslice.e2e;

import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one API server of the test run: started by the first class that needs it, closed after the last. If it
 * cannot be started, every class fails with the reason.
 */
final class SharedApiServer implements BeforeAllCallback, ParameterResolver {
    @Override
    public void beforeAll(ExtensionContext context) {
        server(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ApiServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return server(context);
    }

    private static ApiServer server(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedApiServer.class))
                .getOrComputeIfAbsent(Attempt.class, key -> Attempt.make(), Attempt.class)
                .server();
    }

    /** What came of the one attempt to start the server. JUnit closes it at the end of the run. */
    private record Attempt(Optional<ApiServer> started, String failure) implements AutoCloseable {
        static Attempt make() {
            try {
                return new Attempt(Optional.of(ApiServer.start()), "");
            } catch (IllegalStateException | AssertionError e) {
                return new Attempt(Optional.empty(), String.valueOf(e.getMessage()));
            }
        }

        ApiServer server() {
            return started.orElseThrow(() -> new AssertionError(failure));
        }

        @Override
        public void close() {
            started.ifPresent(ApiServer::close);
        }
    }
}
