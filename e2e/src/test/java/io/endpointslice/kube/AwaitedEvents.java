package io.endpointslice.kube;

import io.fabric8.kubernetes.client.KubernetesClient;

/** What of a controller's writes has not come back as it was sent. */
public final class AwaitedEvents {
    private AwaitedEvents() {}

    /** Whether every update that was stored has been known by its content when its event came, without being read. */
    public static boolean noneOf(KubernetesClient controllerClient) {
        SentContents sent = ((WireSerialization) controllerClient.getKubernetesSerialization()).sent();
        return sent.isEmpty() && sent.changed() == 0;
    }
}
