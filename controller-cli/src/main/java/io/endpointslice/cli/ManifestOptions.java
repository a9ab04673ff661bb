package io.endpointslice.cli;

import io.endpointslice.cli.cluster.ClusterObjects;
import io.endpointslice.cli.manifest.Manifests;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Manifests in place of a cluster. */
final class ManifestOptions {
    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE|DIR|-",
            description = "Manifests in YAML or JSON: a file, a folder (its *.yaml, *.yml and *.json in order of name, "
                    + "not those of folders in it), or - for standard input; may be given several times.")
    private List<String> sources = List.of();

    /** Whether there are any. */
    boolean areGiven() {
        return !sources.isEmpty();
    }

    /** The cluster that they describe; what is skipped is told on the console. */
    ClusterObjects read(Console console) {
        List<String> notes = new ArrayList<>();
        ClusterObjects objects = Manifests.read(sources, console.in(), notes::add);
        notes.forEach(console::note);
        return objects;
    }

    /** What they describe in the namespace that is named, or in all. */
    ClusterObjects read(Console console, ScopeOptions scope) {
        scope.checkForManifests();
        ClusterObjects all = read(console);
        return scope.namespace().map(all::inNamespace).orElse(all);
    }
}
