package io.endpointslice.cli.inspect;

/**
 * How slices are filled.
 *
 * @param slices how many there are
 * @param ideal the fewest that would hold the same endpoints, if each manager keeps to its own
 * @param endpoints different ones
 * @param duplicates endpoints that stand in more slices than one, once for each slice too many
 * @param bytes of the slices as JSON: what a watcher receives when each is written once
 */
public record Figures(int slices, int ideal, int endpoints, int duplicates, long bytes) {
    static final Figures NONE = new Figures(0, 0, 0, 0, 0);

    /** Slices beyond the ideal. */
    int waste() {
        return Math.max(0, slices - ideal);
    }

    /** Endpoints to places for endpoints, in percent, rounded down; 0 without slices. */
    int fill(int maxEndpointsPerSlice) {
        return slices == 0 ? 0 : (int) (100L * endpoints / ((long) slices * maxEndpointsPerSlice));
    }

    Figures plus(Figures other) {
        return new Figures(
                slices + other.slices,
                ideal + other.ideal,
                endpoints + other.endpoints,
                duplicates + other.duplicates,
                bytes + other.bytes);
    }
}
