package io.endpointslice.kube;

import com.google.common.base.Strings;
import io.fabric8.kubernetes.client.Config;
import java.util.function.Supplier;

/**
 * Makes the client trust the CA that it is given, and no other, as other clients of Kubernetes do. By itself it would add all that
 * the JDK trusts, and read 140 certificates for that at each start.
 */
final class GivenCa {
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    /** A folder: it is there and holds no certificates, so the client begins with none. */
    private static final String EMPTY = System.getProperty("java.home", "/");

    private GivenCa() {}

    /** What the action makes of that configuration. A trust store that the user names stays in use, beside the CA. */
    static <T> T alone(Config config, Supplier<T> action) {
        if (!isGiven(config) || System.getProperty(TRUST_STORE) != null) {
            return action.get();
        }
        System.setProperty(TRUST_STORE, EMPTY);
        try {
            return action.get();
        } finally {
            System.clearProperty(TRUST_STORE);
        }
    }

    private static boolean isGiven(Config config) {
        return !Strings.isNullOrEmpty(config.getCaCertData()) || !Strings.isNullOrEmpty(config.getCaCertFile());
    }
}
