package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake of the user's: exit code 2, one line on standard error that says what and where, nothing on standard output. */
class BadInputTest {
    @TempDir
    private Path folder;

    private static void assertRefused(CommandRun run, String line) {
        assertThat(run.errLines()).containsExactly(line);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    private void assertFileRefused(String content, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("file.yaml"), content);
        assertRefused(CommandRun.of("plan", "-f", file), "endpointslice-controller plan: " + file + message);
    }

    @ParameterizedTest
    @CsvSource({"plan,0", "plan,1001", "plan,x", "plan,-1", "plan,99999999999", "diff,0", "diff,1001", "diff,x"})
    void maxEndpointsPerSlice(String command, String value) {
        assertRefused(
                CommandRun.of(
                        command, "-f".repeat(command.equals("plan") ? 1 : 0) + "x", "--max-endpoints-per-slice", value),
                "endpointslice-controller " + command + ": Invalid value for option '--max-endpoints-per-slice': '"
                        + value + "' is not a number between 1 and 1000; see 'endpointslice-controller " + command
                        + " --help'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "diff"})
    void unknownFlag(String command) {
        assertRefused(
                CommandRun.of(command, "--bogus"),
                "endpointslice-controller " + command + ": Unknown option: '--bogus'; see 'endpointslice-controller "
                        + command + " --help'");
    }

    @Test
    void otherMistakesOnTheCommandLine() {
        assertRefused(
                CommandRun.of(),
                "endpointslice-controller: Missing required subcommand; see 'endpointslice-controller --help'");
        assertRefused(
                CommandRun.of("paln"),
                "endpointslice-controller: Unmatched argument at index 0: 'paln'; see 'endpointslice-controller --help'");
        assertRefused(
                CommandRun.of("plan"),
                "endpointslice-controller plan: no manifests are given: name a file or folder with -f, or - for standard input");
        assertRefused(
                CommandRun.of("plan", "-fx", "-o", "xml"),
                "endpointslice-controller plan: Invalid value for option '--output': 'xml' is not one of yaml, summary, "
                        + "json; see 'endpointslice-controller plan --help'");
        assertRefused(
                CommandRun.of("plan", "-fx", "--packing", "tight"),
                "endpointslice-controller plan: Invalid value for option '--packing': 'tight' is not one of minimal, "
                        + "merging, churn-aware; see 'endpointslice-controller plan --help'");
        assertRefused(
                CommandRun.of("plan", "-fx", "--rewrite-budget", "1.5"),
                "endpointslice-controller plan: Invalid value for option '--rewrite-budget': '1.5' is not a number "
                        + "between 0 and 1, such as 0.05; see 'endpointslice-controller plan --help'");
    }

    @Test
    void syntaxErrorInTheSecondDocument() throws IOException {
        assertFileRefused(Yaml.NODE + "---\nkind: Pod\nmetadata: name: x\n", ":9: mapping values are not allowed here");
    }

    @Test
    void syntaxErrorInJson() throws IOException {
        Path file = Files.writeString(
                folder.resolve("file.json"), "{\n  \"kind\": \"Pod\",\n  \"metadata\": {\"name\": }\n}");

        CommandRun run = CommandRun.of("plan", "-f", file);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).startsWith("endpointslice-controller plan: " + file + ":3: Unexpected character");
    }

    @Test
    void keyTwice() throws IOException {
        assertFileRefused("kind: Pod\nmetadata: {name: a}\nkind: Pod\n", ":3: the key 'kind' stands twice");
    }

    @Test
    void aliasBomb() throws IOException {
        StringBuilder text = new StringBuilder("kind: Pod\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            text.append("a" + i + ": &a" + i + " [")
                    .append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("x]\n");
        }
        assertFileRefused(text.toString(), ":8: the aliases stand for more than 1000000 values");
    }

    @Test
    void unendingDepth() throws IOException {
        assertFileRefused("kind: Pod\nspec: " + "[".repeat(5000), ":2: nested more than 100 deep");
    }

    @Test
    @DisplayName("an unknown kind is skipped with a note, exit code 0")
    void unknownKind() throws IOException {
        Path file = Files.writeString(
                folder.resolve("file.yaml"),
                Yaml.documents(
                        Yaml.NODE,
                        "apiVersion: networking.k8s.io/v1\nkind: Ingress\n",
                        "apiVersion: serving.knative.dev/v1\nkind: Service\n"));

        CommandRun run = CommandRun.of("plan", "-f", file);

        assertThat(run.code()).isEqualTo(0);
        assertThat(run.errLines())
                .containsExactly(
                        "note: " + file + ":8: kind Ingress is skipped",
                        "note: " + file + ":11: kind Service of serving.knative.dev/v1 is skipped");
        assertThat(run.out()).isEqualTo("# nothing to write: 0 slices are right as they are\n");
    }

    @Test
    void duplicateObject() throws IOException {
        Path first = Files.writeString(folder.resolve("a.yaml"), Yaml.documents(Yaml.NODE, Yaml.pod("a", "10.0.0.1")));
        Path second = Files.writeString(folder.resolve("b.yaml"), Yaml.pod("a", "10.0.0.2"));

        assertRefused(
                CommandRun.of("plan", "-f", folder),
                "endpointslice-controller plan: " + second + ":1: Pod shop/a stands twice, first in " + first + ":8");
    }

    @Test
    void objectsThatAreNone() throws IOException {
        assertFileRefused("metadata: {name: a}\n", ":1: the object has no kind");
        assertFileRefused(
                "\n\n- a\n- b\n", ":3: this is no Kubernetes object, which would begin with apiVersion and kind");
        assertFileRefused("kind: Pod\n", ":1: Pod without metadata.name");
        assertFileRefused("kind: Pod\nmetadata: {generateName: a-}\n", ":1: Pod without metadata.name");
        assertFileRefused("kind: [Pod]\n", ":1: kind must be a text");
        assertFileRefused("kind: List\nitems: 5\n", ":1: items must be a list");
        assertFileRefused(
                "kind: List\nitems:\n- kind: Pod\n  metadata: {name: a}\n- kind: Pod\n",
                ":5: Pod without metadata.name");
    }

    @Test
    void wrongTypes() throws IOException {
        String service = "---\nkind: Service\nmetadata: {name: a}\nspec: ";
        assertFileRefused(service + "{ports: 5}\n", ":2: Service: spec.ports must be a list, not 5");
        assertFileRefused(
                service + "{ports: [{port: http}]}\n",
                ":2: Service: spec.ports[0].port must be a whole number, not \"http\"");
        assertFileRefused(service + "[]\n", ":2: Service: spec must be an object, not []");
        assertFileRefused(service + "{selector: {a: 1}}\n", ":2: Service: spec.selector.a must be a text, not 1");
        assertFileRefused(
                service + "{publishNotReadyAddresses: 1}\n",
                ":2: Service: spec.publishNotReadyAddresses must be true or false, not 1");
        assertFileRefused(
                "kind: Pod\nmetadata: {name: a}\nspec: {containers: [null]}\n", ":1: spec.containers[0] is null");
        assertFileRefused(
                "kind: Pod\nmetadata: {name: a, labels: {a: true}}\n",
                ":1: Pod: metadata.labels.a must be a text, not true");
    }

    @Test
    void timesThatAreNone() throws IOException {
        assertFileRefused(
                "kind: Service\nmetadata: {name: a, creationTimestamp: yesterday}\n",
                ":1: Service default/a: metadata.creationTimestamp: 'yesterday' is not a time such as 2026-03-01T10:00:00Z");
        assertFileRefused(
                Yaml.pod("a", "10.0.0.1").replace("2026-03-01T10:01:00Z", "soon"),
                ":1: Pod shop/a: lastTransitionTime of the condition Ready: 'soon' is not a time such as "
                        + "2026-03-01T10:00:00Z");
    }

    @Test
    void unknownAddressType() throws IOException {
        assertFileRefused(
                Yaml.slice("web-1", "a").replace("IPv4", "IPv5"),
                ":1: EndpointSlice shop/web-1: addressType: unknown address type 'IPv5'");
        assertFileRefused(
                Yaml.slice("web-1", "a").replace("addressType: IPv4\n", ""),
                ":1: EndpointSlice shop/web-1: addressType: unknown address type ''");
    }

    @Test
    void emptyInput() throws IOException {
        Path file = Files.writeString(folder.resolve("file.yaml"), "# nothing\n---\n---\n");

        assertRefused(CommandRun.of("plan", "-f", file), "endpointslice-controller plan: no object in " + file);
        assertRefused(CommandRun.of("plan", "-f", "-"), "endpointslice-controller plan: no object in -");
        assertRefused(
                CommandRun.of("plan", "-f", Files.createDirectory(folder.resolve("empty"))),
                "endpointslice-controller plan: no object in " + folder.resolve("empty"));
    }

    @Test
    void filesThatCannotBeRead() throws IOException {
        Path missing = folder.resolve("missing.yaml");
        assertRefused(
                CommandRun.of("plan", "-f", missing),
                "endpointslice-controller plan: " + missing + ": no such file or folder");
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {'a', ':', (byte) 0xff, (byte) 0xfe});
        assertRefused(
                CommandRun.of("plan", "-f", binary),
                "endpointslice-controller plan: " + binary + ": is not text in UTF-8");
    }

    @Test
    void kubeconfig() throws IOException {
        assertRefused(
                CommandRun.of("diff", "--kubeconfig", folder.resolve("none")),
                "endpointslice-controller diff: kubeconfig " + folder.resolve("none") + " does not exist");
        Path broken = Files.writeString(folder.resolve("broken"), "contexts: 5\n");
        CommandRun run = CommandRun.of("diff", "--kubeconfig", broken);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).startsWith("endpointslice-controller diff: kubeconfig " + broken);
    }

    @Test
    void contentTypeThatIsNone() {
        assertRefused(
                CommandRun.of("run", "--kube-api-content-type", "text/plain"),
                "endpointslice-controller run: --kube-api-content-type 'text/plain' is none of "
                        + "application/vnd.kubernetes.protobuf, application/json");
    }

    @Test
    void scopesOfDiffThatContradict() {
        assertRefused(
                CommandRun.of("diff", "-A", "-n", "shop"),
                "endpointslice-controller diff: -A and -n contradict each other: give one of them");
        assertRefused(
                CommandRun.of("diff", "-A", "web"),
                "endpointslice-controller diff: a Service by name needs one namespace: leave out -A");
        assertRefused(
                CommandRun.of("diff", "-l", "a=b", "web"),
                "endpointslice-controller diff: Services are given by name or by -l, not by both");
    }
}
