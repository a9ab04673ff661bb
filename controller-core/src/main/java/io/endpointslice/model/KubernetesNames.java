package io.endpointslice.model;

/** Names that the Kubernetes API fixes: label keys, annotation keys and values. */
public final class KubernetesNames {
    /** Label of a slice: the Service that it belongs to. */
    public static final String SERVICE_NAME_LABEL = "kubernetes.io/service-name";

    /** Label of a slice: the controller that writes it. */
    public static final String MANAGED_BY_LABEL = "endpointslice.kubernetes.io/managed-by";

    /** Value of {@link #MANAGED_BY_LABEL} for slices of Services with a selector. */
    public static final String SLICE_CONTROLLER = "endpointslice-controller.k8s.io";

    /** Label, with an empty value, of the slices of a Service without a cluster IP. */
    public static final String HEADLESS_LABEL = "service.kubernetes.io/headless";

    /** Annotation of a slice: when the change happened that led to its last write (E15). */
    public static final String TRIGGER_TIME_ANNOTATION = "endpoints.kubernetes.io/last-change-trigger-time";

    /** Label of a Node: its zone. */
    public static final String ZONE_LABEL = "topology.kubernetes.io/zone";

    /** Annotation of a Service: {@code Auto} or {@code auto} asks for hints by the zones' CPU (H2). */
    public static final String TOPOLOGY_MODE_ANNOTATION = "service.kubernetes.io/topology-mode";

    /** The older name of {@link #TOPOLOGY_MODE_ANNOTATION}; it wins where both stand. */
    public static final String TOPOLOGY_HINTS_ANNOTATION = "service.kubernetes.io/topology-aware-hints";

    private KubernetesNames() {}
}
