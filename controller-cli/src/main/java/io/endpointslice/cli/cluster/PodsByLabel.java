package io.endpointslice.cli.cluster;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableListMultimap.toImmutableListMultimap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import io.endpointslice.model.PodFacts;
import io.endpointslice.model.ServiceFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Finds the Pods of a Service without looking at every Pod. */
final class PodsByLabel {
    private final ImmutableListMultimap<Label, PodFacts> byLabel;
    private final ImmutableListMultimap<String, PodFacts> byNamespace;

    private record Label(String namespace, String key, String value) {}

    PodsByLabel(List<PodFacts> pods) {
        byNamespace = Multimaps.index(pods, pod -> pod.key().namespace());
        byLabel = pods.stream()
                .flatMap(pod -> pod.labels().entrySet().stream()
                        .map(label -> Map.entry(label(pod.key().namespace(), label), pod)))
                .collect(toImmutableListMultimap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The Pods that the Service selects. */
    ImmutableList<PodFacts> of(ServiceFacts service) {
        String namespace = service.key().namespace();
        List<PodFacts> candidates = service.selector().stream()
                .flatMap(selector -> selector.entrySet().stream())
                .map(entry -> byLabel.get(label(namespace, entry)))
                .min(Comparator.comparingInt(List::size))
                .orElseGet(() -> byNamespace.get(namespace));
        return candidates.stream().filter(pod -> service.selects(pod.labels())).collect(toImmutableList());
    }

    private static Label label(String namespace, Map.Entry<String, String> label) {
        return new Label(namespace, label.getKey(), label.getValue());
    }
}
