package io.endpointslice.cli.demo;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/** The documents from which kubectl learns what resources there are. */
final class Discovery {
    private static final ImmutableMap<String, String> DOCUMENTS = ImmutableMap.of(
            "/api",
            """
            {"kind":"APIVersions","versions":["v1"]}
            """,
            "/apis",
            """
            {"kind":"APIGroupList","apiVersion":"v1","groups":[{"name":"discovery.k8s.io",
             "versions":[{"groupVersion":"discovery.k8s.io/v1","version":"v1"}],
             "preferredVersion":{"groupVersion":"discovery.k8s.io/v1","version":"v1"}}]}
            """,
            "/api/v1",
            resources(
                    "v1",
                    resource("pods", "po", "Pod", true),
                    resource("services", "svc", "Service", true),
                    resource("endpoints", "ep", "Endpoints", true),
                    resource("nodes", "no", "Node", false)),
            "/apis/discovery.k8s.io/v1",
            resources("discovery.k8s.io/v1", resource("endpointslices", "eps", "EndpointSlice", true)));

    private Discovery() {}

    /** The document at that path; empty if the path is of something else. */
    static Optional<String> answer(String path) {
        return Optional.ofNullable(DOCUMENTS.get(path));
    }

    private static String resources(String groupVersion, String... resources) {
        return """
                {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"%s","resources":[%s]}
                """.formatted(groupVersion, String.join(",", resources));
    }

    private static String resource(String plural, String shortName, String kind, boolean namespaced) {
        return """
                {"name":"%s","singularName":"%s","shortNames":["%s"],"kind":"%s","namespaced":%s,
                 "verbs":["create","delete","get","list","patch","update"]}
                """.formatted(plural, plural.substring(0, plural.length() - 1), shortName, kind, namespaced);
    }
}
