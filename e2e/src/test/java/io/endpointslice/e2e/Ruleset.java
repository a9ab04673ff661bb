package io.endpointslice.e2e;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.net.HostAndPort;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where kube-proxy sends packets, read from what {@code nft list ruleset} prints. It makes a chain for each port of a
 * Service, and in it one map with the endpoints.
 *
 * @param backends by port of a Service, as kube-proxy names it ({@code namespace/service/protocol/port}): address and port
 *     of each endpoint, of both address families
 */
record Ruleset(ImmutableSetMultimap<String, HostAndPort> backends) {
    private static final Pattern CHAIN =
            Pattern.compile("^\\tchain service-[A-Z0-9]+-(\\S+) \\{\\n(.*?)^\\t}", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ENDPOINT = Pattern.compile("\\d+ : ([0-9a-f.:]+) \\. (\\d+)");

    static Ruleset parse(String text) {
        ImmutableSetMultimap.Builder<String, HostAndPort> backends = ImmutableSetMultimap.builder();
        Matcher chain = CHAIN.matcher(text);
        while (chain.find()) {
            Matcher endpoint = ENDPOINT.matcher(chain.group(2));
            while (endpoint.find()) {
                backends.put(
                        chain.group(1), HostAndPort.fromParts(endpoint.group(1), Integer.parseInt(endpoint.group(2))));
            }
        }
        return new Ruleset(backends.build());
    }

    /** The endpoints of one port of a Service. */
    ImmutableSet<HostAndPort> of(String servicePort) {
        return backends.get(servicePort);
    }
}
