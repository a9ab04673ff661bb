package io.endpointslice.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.common.collect.ImmutableList;
import io.endpointslice.config.PackingPolicyName;
import io.endpointslice.model.KubernetesNames;
import io.endpointslice.model.OwnerReference;
import io.endpointslice.model.ServiceFacts;
import io.endpointslice.model.Slice;
import io.endpointslice.plan.SliceWrite;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Our first sync of each recorded case against the reference's, under each packing policy. */
class ConformanceTest {
    private static final long SEED = 20260301;
    private static final int SHUFFLES = 3;
    private static ImmutableList<ConformanceCase> cases = ImmutableList.of();

    @BeforeAll
    static void readCases() throws IOException, URISyntaxException {
        ImmutableList.Builder<ConformanceCase> read = ImmutableList.builder();
        for (Path file : Cases.files()) {
            read.add(CaseReader.read(file));
        }
        cases = read.build();
    }

    @DisplayName("the recorded cases are there, and every intended difference names one of them")
    @Test
    void casesAreThere() {
        assertThat(cases).hasSizeGreaterThanOrEqualTo(325);
        assertThat(cases).extracting(ConformanceCase::name).containsAll(IntendedDifferences.ALL.keySet());
        assertThat(cases).extracting(ConformanceCase::name).containsAll(LegacyDifferences.ENDPOINTS.keySet());
    }

    @DisplayName("every intended difference stands in docs/differences.md, with its quirk and its case")
    @Test
    void differencesAreDocumented() throws IOException {
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        List<String> lines = Files.readAllLines(module.resolve("../docs/differences.md"));

        IntendedDifferences.ALL.forEach((name, difference) -> assertDocumented(lines, name, difference.rule()));
        LegacyDifferences.ENDPOINTS.forEach((name, difference) -> assertDocumented(lines, name, difference.rule()));
    }

    private static void assertDocumented(List<String> lines, String name, String rule) {
        assertThat(lines)
                .as("%s, %s", name, rule)
                .anyMatch(line -> line.contains("`" + name + "`") && line.contains(rule));
    }

    @TestFactory
    Stream<DynamicContainer> policies() {
        return Stream.of(PackingPolicyName.values())
                .map(policy -> dynamicContainer(policy.name(), cases.stream().map(given -> test(given, policy))));
    }

    private static DynamicTest test(ConformanceCase given, PackingPolicyName policy) {
        return dynamicTest(given.name(), () -> {
            Outcome outcome = Outcome.of(given, policy);
            sameAsReference(outcome);
            othersUntouched(outcome);
            withinCap(outcome);
            asFewWritesAsPossible(outcome);
            ownersAndTriggerTime(outcome);
            stable(outcome);
        });
    }

    private static void sameAsReference(Outcome outcome) {
        Map<Aspect, String> differences = outcome.differences();
        Optional<IntendedDifferences.Difference> intended = IntendedDifferences.of(outcome.given());
        assertThat(differences.keySet())
                .as("in what it differs from the reference: %s", differences)
                .isEqualTo(intended.map(IntendedDifferences.Difference::aspects).orElse(IntendedDifferences.NONE));
        intended.ifPresent(difference -> difference.ours().accept(outcome));
    }

    private static void othersUntouched(Outcome outcome) {
        assertThat(outcome.after()).containsAllEntriesOf(outcome.foreign());
    }

    /** P1 in the result; E14 lets a Service that is being deleted keep what it has. */
    private static void withinCap(Outcome outcome) {
        assertThat(outcome.managed())
                .allSatisfy(slice -> assertThat(slice.endpoints())
                        .as("P1: %s", slice.name())
                        .hasSizeLessThanOrEqualTo(outcome.given().maxEndpointsPerSlice()));
    }

    private static void asFewWritesAsPossible(Outcome outcome) {
        assertThat(outcome.plan().writes()).as("P2").hasSize(outcome.plan().leastWrites());
    }

    private static void ownersAndTriggerTime(Outcome outcome) {
        ServiceFacts service = outcome.given().service();
        for (SliceWrite write : outcome.plan().writes()) {
            if (write instanceof SliceWrite.Delete) {
                continue;
            }
            Slice slice = write.slice();
            assertThat(Optional.ofNullable(slice.meta().annotations().get(KubernetesNames.TRIGGER_TIME_ANNOTATION)))
                    .as("E15: first sync")
                    .isEqualTo(service.creation().map(Object::toString));
            if (write instanceof SliceWrite.Update update) {
                assertThat(otherAnnotations(slice))
                        .as("annotations of others")
                        .isEqualTo(otherAnnotations(update.before()));
                assertThat(slice.meta().owners())
                        .isEqualTo(update.before().meta().owners());
            } else {
                assertThat(slice.meta().owners())
                        .as("E11")
                        .containsExactly(new OwnerReference(
                                "v1", "Service", service.key().name(), service.uid(), true, true));
                assertThat(slice.meta().generateName())
                        .as("E11")
                        .isEqualTo(service.key().name() + "-");
            }
        }
    }

    private static Map<String, String> otherAnnotations(Slice slice) {
        Map<String, String> annotations = new LinkedHashMap<>(slice.meta().annotations());
        annotations.remove(KubernetesNames.TRIGGER_TIME_ANNOTATION);
        return annotations;
    }

    private static void stable(Outcome outcome) {
        assertThat(outcome.planAgain(outcome.triggerTime()).writes())
                .as("P4: on the result")
                .isEmpty();
        assertThat(outcome.planAgain(Optional.empty()).writes())
                .as("E15: the trigger time causes no write")
                .isEmpty();
        Random random = new Random(SEED);
        for (int i = 0; i < SHUFFLES; i++) {
            assertThat(outcome.planShuffled(random)).as("P4: in another order").isEqualTo(outcome.plan());
        }
    }
}
