package io.endpointslice.cli;

import com.google.common.base.Strings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** What a Lease calls this process: where it runs, and what no other process has, not even one that ran there before. */
final class InstanceIdentity {
    private InstanceIdentity() {}

    /** The host's or Pod's name and something random, as in the reference. */
    static String create() {
        return hostname() + "_" + UUID.randomUUID();
    }

    private static String hostname() {
        String variable = Strings.nullToEmpty(System.getenv("HOSTNAME"));
        if (!variable.isEmpty()) {
            return variable;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host"; // the random part alone tells instances apart
        }
    }
}
