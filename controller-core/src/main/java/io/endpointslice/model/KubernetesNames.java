package io.endpointslice.model;

import com.google.common.collect.ImmutableList;

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

    /** Value of {@link #MANAGED_BY_LABEL} for slices that mirror a hand-written Endpoints object (M3). */
    public static final String MIRRORING_CONTROLLER = "endpointslicemirroring-controller.k8s.io";

    /** Label of an Endpoints object: the controller that writes it (L4). */
    public static final String ENDPOINTS_MANAGED_BY_LABEL = "endpoints.kubernetes.io/managed-by";

    /** Value of {@link #ENDPOINTS_MANAGED_BY_LABEL} for Services with a selector. */
    public static final String ENDPOINTS_CONTROLLER = "endpoint-controller";

    /** Annotation of an Endpoints object that does not hold all addresses (L5). */
    public static final String OVER_CAPACITY_ANNOTATION = "endpoints.kubernetes.io/over-capacity";

    /** Value of {@link #OVER_CAPACITY_ANNOTATION}. */
    public static final String TRUNCATED = "truncated";

    /** Annotation of an Endpoints object that is a lock of leader election, and nothing else (L1, M1). */
    public static final String LEADER_ANNOTATION = "control-plane.alpha.kubernetes.io/leader";

    /** Label of an Endpoints object: {@code "true"} keeps it from being mirrored (M1). */
    public static final String SKIP_MIRROR_LABEL = "endpointslice.kubernetes.io/skip-mirror";

    /** Annotation in which kubectl keeps what was applied; it is not mirrored (M3). */
    public static final String LAST_APPLIED_ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

    /** Label of a Node: its zone. */
    public static final String ZONE_LABEL = "topology.kubernetes.io/zone";

    /** Labels of a Node that keep it out of the zones' CPU, whatever their value (H2). */
    public static final ImmutableList<String> CONTROL_PLANE_LABELS =
            ImmutableList.of("node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master");

    /** Annotation of a Service: {@code Auto} or {@code auto} asks for hints by the zones' CPU (H2). */
    public static final String TOPOLOGY_MODE_ANNOTATION = "service.kubernetes.io/topology-mode";

    /** The older name of {@link #TOPOLOGY_MODE_ANNOTATION}; it wins where both stand. */
    public static final String TOPOLOGY_HINTS_ANNOTATION = "service.kubernetes.io/topology-aware-hints";

    private KubernetesNames() {}
}
