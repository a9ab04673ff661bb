package io.endpointslice.rules;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules for the text of all modules, which no compiler checks. */
class SourceRulesTest {
    private static final int FEWEST_JAVA_FILES = 100;
    private static final ImmutableSet<String> NOT_OURS =
            ImmutableSet.of(".git", "target", ".idea", ".vscode", ".settings", "node_modules");
    private static final ImmutableSet<String> TEXT = ImmutableSet.of(
            ".java",
            ".go",
            ".mod",
            ".sum",
            ".xml",
            ".md",
            ".yaml",
            ".yml",
            ".json",
            ".sh",
            ".properties",
            ".config",
            ".txt",
            "Dockerfile",
            "Makefile");
    private static ImmutableSortedMap<Path, String> files = ImmutableSortedMap.of();

    @BeforeAll
    static void readFiles() throws IOException {
        Path root = projectDirectory();
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return NOT_OURS.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (TEXT.stream().anyMatch(file.toString()::endsWith)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files = found.stream()
                .collect(toImmutableSortedMap(Comparator.naturalOrder(), root::relativize, SourceRulesTest::read));
    }

    /** The directory above this module's; surefire says which the module's is, elsewhere it is where the test runs. */
    private static Path projectDirectory() {
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        Path root = module.resolve("..").normalize();
        assertThat(root.resolve("pom.xml")).isRegularFile();
        assertThat(root.resolve("controller-core")).isDirectory();
        return root;
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DisplayName("there is something to check, in more than one module")
    @Test
    void enoughIsRead() {
        assertThat(javaFiles()).hasSizeGreaterThan(FEWEST_JAVA_FILES);
        assertThat(javaFiles()).anyMatch(file -> file.startsWith("controller-core/src/main"));
        assertThat(javaFiles()).anyMatch(file -> file.startsWith("controller-core/src/test"));
        assertThat(javaFiles()).anyMatch(file -> file.startsWith("controller-cli/src/main"));
    }

    @DisplayName("no file breaks a rule for its lines")
    @Test
    void linesKeepTheRules() {
        assertThat(files.entrySet().stream()
                        .flatMap(file -> broken(file.getKey(), file.getValue()))
                        .collect(toImmutableList()))
                .isEmpty();
    }

    private static Stream<String> broken(Path file, String text) {
        return SourceRule.ALL.stream()
                .filter(rule -> rule.isFor(file.toString()))
                .flatMap(rule -> rule.brokenLines(text).stream().map(line -> file + ":" + line + " " + rule.message()));
    }

    @DisplayName("no source file is longer than 500 lines")
    @Test
    void filesAreShort() {
        assertThat(files.entrySet().stream()
                        .filter(file -> isSource(file.getKey()))
                        .filter(file -> file.getValue().lines().count() > SourceRule.MOST_LINES)
                        .map(file -> file.getKey() + " has "
                                + file.getValue().lines().count() + " lines")
                        .collect(toImmutableList()))
                .isEmpty();
    }

    @DisplayName("each rule finds what it is for, and lets its neighbours be")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "waits by sleeping            | Thread~.sleep(10);                | Thread.onSpinWait();",
                "waits by sleeping            | TimeUnit.SECONDS~.sleep(1);       | TimeUnit.SECONDS.toMillis(1);",
                "skips a test                 | @~Disabled                        | // disabled by the flag",
                "skips a test                 | @~Disabled('later')               | isDisabled()",
                "leaves work undone           | // TO~DO: later                   | context.TO~DO()",
                "leaves work undone           | // FIX~ME                         | fixme",
                "has a name that says nothing | final class Slice~Utils {         | final class Utilization {",
                "has a name that says nothing | record Pod~Manager(int x) {       | // managed by the manager",
                "names a package registry     | https://repo~1.maven.org/maven2   | http://maven.apache.org/POM/4.0.0",
                "names a package registry     | GOPROXY=https://proxy.go~lang.org | golang.org/x/sys v0.1.0",
                "names a path of one machine  | see /wo~rk/main/pom.xml           | https://example.com/wo~rk/main",
                "names a path of one machine  | see /home/jo~e/x                  | ~/.kube/config and $HOME/wo~rk/x",
            })
    void rulesFind(String message, String broken, String fine) {
        ImmutableList<SourceRule> rules = SourceRule.ALL.stream()
                .filter(rule -> rule.message().equals(message))
                .collect(toImmutableList());

        assertThat(rules).singleElement().satisfies(rule -> {
            assertThat(rule.brokenLines("x\n" + broken.replace("~", "") + "\n")).containsExactly(2);
            assertThat(rule.brokenLines(fine.replace("~", ""))).isEmpty();
        });
    }

    private static ImmutableList<Path> javaFiles() {
        return files.keySet().stream()
                .filter(file -> file.toString().endsWith(".java"))
                .collect(toImmutableList());
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java") || file.toString().endsWith(".go");
    }
}
