package io.endpointslice.e2e;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.util.List;
import java.util.stream.Stream;

/**
 * One verb on one resource, as a role gives it.
 *
 * @param group API group of the resource; empty for the core
 * @param resource such as pods, or services/finalizers
 * @param names the only objects that it is given for; empty for all
 * @param verb such as list
 */
record Right(String group, String resource, List<String> names, String verb) {
    /** All that a rule gives. */
    static Stream<Right> of(PolicyRule rule) {
        return rule.getApiGroups().stream()
                .flatMap(group -> rule.getResources().stream()
                        .flatMap(resource -> rule.getVerbs().stream()
                                .map(verb -> new Right(group, resource, rule.getResourceNames(), verb))));
    }

    /** A rule that gives this and nothing else. */
    PolicyRule toRule() {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withResourceNames(names)
                .withVerbs(verb)
                .build();
    }

    /** The verb and the resource, such as {@code list pods}. */
    @Override
    public String toString() {
        return verb + " " + resource;
    }
}
