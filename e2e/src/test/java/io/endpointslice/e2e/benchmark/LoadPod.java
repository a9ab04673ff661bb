package io.endpointslice.e2e.benchmark;

/**
 * A Pod of the load.
 *
 * @param app the Service that selects it
 * @param address IPv4
 */
record LoadPod(String app, String name, String address) {
    /** What a slice as the API server writes it holds, if the Pod is in it and is ready or not. */
    String asEndpoint(boolean ready) {
        return "\"addresses\":[\"" + address + "\"],\"conditions\":{\"ready\":" + ready;
    }
}
