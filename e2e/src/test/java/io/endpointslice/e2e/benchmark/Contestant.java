package io.endpointslice.e2e.benchmark;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.endpointslice.e2e.ApiServer;
import io.endpointslice.e2e.ReferenceControllers;
import io.fabric8.kubeapitest.Utils;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The two programs that are compared. */
enum Contestant {
    /** kube-controller-manager with the three controllers that ours takes the place of, and no others. */
    REFERENCE {
        @Override
        int warmUp(int asked) {
            return Math.min(asked, MOST_FOR_COMPILED);
        }

        @Override
        ImmutableList<String> command(ApiServer server, boolean legacyEndpoints) {
            List<String> controllers =
                    new ArrayList<>(List.of("endpointslice-controller", "endpointslice-mirroring-controller"));
            if (legacyEndpoints) {
                controllers.add("endpoints-controller");
            }
            return ReferenceControllers.command(server, controllers, Utils.findFreePort());
        }
    },

    /** The launcher, which becomes the program. */
    OURS {
        @Override
        int warmUp(int asked) {
            return asked;
        }

        @Override
        ImmutableList<String> command(ApiServer server, boolean legacyEndpoints) {
            return ImmutableList.of(
                    Path.of(System.getProperty("e2e.launcher", "../endpointslice-controller"))
                            .toString(),
                    "run",
                    "--kubeconfig=" + server.adminKubeconfig(),
                    "--legacy-endpoints=" + legacyEndpoints,
                    "--health-address=127.0.0.1:" + Utils.findFreePort(),
                    "--kube-api-qps=10000",
                    "--kube-api-burst=10000");
        }
    };

    /** Enough for its heap and connections; there is no compiler at work in it. */
    private static final int MOST_FOR_COMPILED = 100;

    /** How many changes it gets before it is called warm, if that many are asked for. */
    abstract int warmUp(int asked);

    /** How it is started. */
    abstract ImmutableList<String> command(ApiServer server, boolean legacyEndpoints);

    @Override
    public String toString() {
        return Ascii.toLowerCase(name());
    }
}
