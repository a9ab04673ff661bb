package io.endpointslice.kube;

import io.endpointslice.plan.SliceWrite;
import io.endpointslice.plan.Write;

/** The resources that are written. */
enum ApiResource {
    SLICES("apis/discovery.k8s.io/v1", "endpointslices", "endpointslices.discovery.k8s.io"),
    ENDPOINTS("api/v1", "endpoints", "endpoints");

    private final String group;
    private final String plural;
    private final String qualifiedName;

    ApiResource(String group, String plural, String qualifiedName) {
        this.group = group;
        this.plural = plural;
        this.qualifiedName = qualifiedName;
    }

    static ApiResource of(Write write) {
        return write instanceof SliceWrite ? SLICES : ENDPOINTS;
    }

    /** The path of the objects of a namespace, without a slash at either end. */
    String path(String namespace) {
        return group + "/namespaces/" + namespace + "/" + plural;
    }

    /** As an API server names it in messages and rules of access. */
    String qualifiedName() {
        return qualifiedName;
    }
}
