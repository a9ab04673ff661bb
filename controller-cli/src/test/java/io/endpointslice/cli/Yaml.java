package io.endpointslice.cli;

/** Manifests for tests, in namespace {@code shop}. */
final class Yaml {
    /** A Service {@code web} with the selector {@code app: web} and the port http. */
    static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata:
              name: web
              namespace: shop
              uid: svc-uid-1
              creationTimestamp: "2026-03-01T10:00:00Z"
            spec:
              selector:
                app: web
              clusterIP: 10.96.0.1
              ipFamilies: [IPv4]
              ports:
              - name: http
                port: 80
                targetPort: 8080
            """;

    /** A Node {@code n1} in zone a. */
    static final String NODE = """
            apiVersion: v1
            kind: Node
            metadata:
              name: n1
              labels:
                topology.kubernetes.io/zone: zone-a
            """;

    private Yaml() {}

    /** A ready Pod of the Service on node n1. */
    static String pod(String name, String ip) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  namespace: shop
                  labels:
                    app: web
                spec:
                  nodeName: n1
                status:
                  phase: Running
                  podIP: %s
                  podIPs:
                  - ip: %s
                  conditions:
                  - type: Ready
                    status: "True"
                    lastTransitionTime: "2026-03-01T10:01:00Z"
                """.formatted(name, ip, ip);
    }

    /** A slice of the Service that holds the Pods of these names with addresses 10.0.0.1, 10.0.0.2, ... */
    static String slice(String name, String... pods) {
        StringBuilder slice = new StringBuilder("""
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata:
                  name: %s
                  namespace: shop
                  generation: 7
                  resourceVersion: "41"
                  creationTimestamp: "2026-03-01T10:00:05Z"
                  labels:
                    endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io
                    kubernetes.io/service-name: web
                  annotations:
                    example.com/unknown: "kept"
                  ownerReferences:
                  - apiVersion: v1
                    kind: Service
                    name: web
                    uid: svc-uid-1
                    controller: true
                    blockOwnerDeletion: true
                addressType: IPv4
                unknownField: {a: [1, 2.5]}
                ports:
                - name: http
                  port: 8080
                  protocol: TCP
                endpoints:
                """.formatted(name));
        for (int i = 0; i < pods.length; i++) {
            slice.append("""
                    - addresses: [10.0.0.%d]
                      conditions: {ready: true, serving: true, terminating: false}
                      nodeName: n1
                      zone: zone-a
                      targetRef: {kind: Pod, namespace: shop, name: %s, uid: uid-%s}
                    """.formatted(i + 1, pods[i], pods[i]));
        }
        return slice.toString();
    }

    /** A Pod as {@link #pod}, with the uid that {@link #slice} names. */
    static String podWithUid(String name, String ip) {
        return pod(name, ip).replace("  namespace: shop\n", "  namespace: shop\n  uid: uid-" + name + "\n");
    }

    /** Documents of one file. */
    static String documents(String... documents) {
        return String.join("---\n", documents);
    }
}
