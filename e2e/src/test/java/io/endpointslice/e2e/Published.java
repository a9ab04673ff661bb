package io.endpointslice.e2e;

import com.google.common.collect.ImmutableSortedMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the Endpoints and slices of a namespace say at one time. Not part of it is when and by which write they came to say
 * it: resourceVersion, generation, and the annotation of the trigger time.
 *
 * @param objects as YAML, by kind and name
 */
record Published(ImmutableSortedMap<String, String> objects) {
    private static final String TRIGGER_TIME = "endpoints.kubernetes.io/last-change-trigger-time";
    private static final int MOST_LINES = 12;

    /** Reads it. */
    static Published now(KubernetesClient client, String namespace) {
        KubernetesSerialization yaml = new KubernetesSerialization();
        Stream<HasMetadata> all = Stream.concat(
                client.endpoints().inNamespace(namespace).list().getItems().stream(),
                client.discovery().v1().endpointSlices().inNamespace(namespace).list().getItems().stream());
        return new Published(all.collect(ImmutableSortedMap.toImmutableSortedMap(
                String::compareTo,
                object -> object.getKind() + " " + object.getMetadata().getName(),
                object -> yaml.asYaml(withoutHistory(object)))));
    }

    /** For people: what is different later, a few lines for each object; empty if nothing is. */
    String differences(Published later) {
        return Stream.concat(objects.keySet().stream(), later.objects.keySet().stream())
                .distinct()
                .filter(name -> !text(name).equals(later.text(name)))
                .map(name -> later.objects.containsKey(name)
                        ? name + ":\n" + lines(text(name), later.text(name))
                        : name + " is gone")
                .collect(Collectors.joining("\n"));
    }

    private String text(String name) {
        return objects.getOrDefault(name, "");
    }

    private static HasMetadata withoutHistory(HasMetadata object) {
        object.setMetadata(new ObjectMetaBuilder(object.getMetadata())
                .withManagedFields()
                .withResourceVersion(null)
                .withGeneration(null)
                .removeFromAnnotations(TRIGGER_TIME)
                .build());
        return object;
    }

    private static String lines(String before, String after) {
        return Stream.concat(only(before, after, "  - "), only(after, before, "  + "))
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> only(String in, String notIn, String prefix) {
        List<String> others = notIn.lines().toList();
        return in.lines()
                .filter(line -> !others.contains(line))
                .map(line -> prefix + line)
                .limit(MOST_LINES);
    }
}
