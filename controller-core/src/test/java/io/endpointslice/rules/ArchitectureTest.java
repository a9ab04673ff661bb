package io.endpointslice.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.endpointslice.model.RulesProbe;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The house in classes: pure packages decide, {@code kube} talks to the API server, and nothing goes in circles. */
class ArchitectureTest {
    private static final int FEWEST_CLASSES = 100;
    private static final int FEWEST_PACKAGES = 10;
    private static final String[] PURE = {
        "io.endpointslice.model..",
        "io.endpointslice.churn..",
        "io.endpointslice.config..",
        "io.endpointslice.hints..",
        "io.endpointslice.legacy..",
        "io.endpointslice.mirroring..",
        "io.endpointslice.mapping..",
        "io.endpointslice.packing..",
        "io.endpointslice.plan.."
    };
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.endpointslice");

    private static final DescribedPredicate<JavaClass> EFFECTS = resideInAnyPackage(
                    "java.util.concurrent..",
                    "java.io..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.util.logging..",
                    "org.slf4j..",
                    "ch.qos.logback..",
                    "io.fabric8..",
                    "tools.jackson..",
                    "com.github.benmanes.caffeine..")
            .or(type(Clock.class))
            .or(type(Random.class))
            .or(type(Thread.class))
            .as("clients, clocks, threads, logs, randomness or IO");
    private static final ArchRule PURE_PACKAGES_HAVE_NO_EFFECTS =
            noClasses().that().resideInAnyPackage(PURE).should().dependOnClassesThat(EFFECTS);
    private static final DescribedPredicate<JavaClass> CLIENT = resideInAPackage("io.fabric8..");

    @DisplayName("there is something to check")
    @Test
    void enoughIsScanned() {
        assertThat(MAIN).hasSizeGreaterThan(FEWEST_CLASSES);
        for (String pure : PURE) {
            assertThat(MAIN.that(resideInAPackage(pure))).as(pure).isNotEmpty();
        }
    }

    @DisplayName("pure packages know no client, clock, thread, log, randomness or IO")
    @Test
    void purePackagesHaveNoEffects() {
        PURE_PACKAGES_HAVE_NO_EFFECTS.check(MAIN);
    }

    @DisplayName("pure packages do not ask what time it is")
    @Test
    void purePackagesDoNotReadTheTime() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Math.class, "random")
                .check(MAIN);
    }

    @DisplayName("pure packages depend on pure packages only")
    @Test
    void purePackagesDependOnPureOnes() {
        DescribedPredicate<JavaClass> others = resideInAPackage("io.endpointslice..")
                .and(not(resideInAnyPackage(PURE)))
                .as("the rest of the project");

        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat(others)
                .check(MAIN);
    }

    @DisplayName("only kube sees the client; runtime may hold it, to hand it on and to close it")
    @Test
    void onlyKubeSeesTheClient() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.endpointslice.kube..", "io.endpointslice.runtime..")
                .should()
                .dependOnClassesThat(CLIENT)
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage("io.endpointslice.runtime..")
                .should()
                .dependOnClassesThat(CLIENT.and(not(type(KubernetesClient.class))))
                .check(MAIN);
    }

    @DisplayName("packages do not depend on each other in a circle")
    @Test
    void noCycles() {
        slices().matching("io.endpointslice.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @DisplayName("every package is @NullMarked")
    @Test
    void everyPackageIsNullMarked() {
        JavaPackage root = MAIN.getPackage("io.endpointslice");

        assertThat(root.getSubpackagesInTree()).hasSizeGreaterThanOrEqualTo(FEWEST_PACKAGES);
        assertThat(root.getSubpackagesInTree())
                .filteredOn(candidate -> !candidate.getClasses().isEmpty())
                .allMatch(candidate -> candidate.isAnnotatedWith(NullMarked.class));
        assertThat(root.isAnnotatedWith(NullMarked.class)).isTrue();
    }

    @DisplayName("classes are final, or made to be implemented: abstract, an interface, or sealed")
    @Test
    void classesAreFinal() {
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .orShould()
                .haveModifier(JavaModifier.ABSTRACT)
                .check(MAIN);
    }

    @DisplayName("the rule about pure packages finds what it is for")
    @Test
    void ruleCanFail() {
        JavaClasses impure = new ClassFileImporter().importClasses(RulesProbe.class);

        assertThatThrownBy(() -> PURE_PACKAGES_HAVE_NO_EFFECTS.check(impure))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("java.util.Random");
    }
}
