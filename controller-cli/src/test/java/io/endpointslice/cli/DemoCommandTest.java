package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code demo} as a user calls it, but in this process. */
@Timeout(120)
class DemoCommandTest {
    private static final Pattern TOGETHER =
            Pattern.compile("together +(\\d+) +(\\d+) +(\\d+) +(\\d+) +(\\d+) +[0-9.]+ [kM]?B");

    private static final Pattern ENDPOINTS =
            Pattern.compile("Legacy Endpoints beside them: (\\d+) writes, [0-9.]+ [kM]?B");

    @TempDir
    private Path folder;

    private static CommandRun demo(String... options) {
        return CommandRun.of(ImmutableList.builder()
                .add("demo")
                .add((Object[]) options)
                .build()
                .toArray());
    }

    private String manifest(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void theExampleIsRolledOverWithTheLeastWritesAndNothingMissing() {
        CommandRun demo = demo("--pods", "40", "--max-endpoints-per-slice", "30");

        assertThat(demo.err()).isEmpty();
        assertThat(demo.code()).isZero();
        assertThat(demo.out())
                .contains("6 Services, 210 Pods (204 ready), 30 Nodes in 3 zones")
                .contains("Rolling update of shop/web: 40 Pods")
                .contains("Pods replaced 40/40 (0 starting, 0 terminating)")
                .contains("Ready endpoints that were ever missing from the slices: 0 ")
                .contains("x 1,000 nodes = ");
        Matcher writes = TOGETHER.matcher(demo.out());
        assertThat(writes.find()).isTrue();
        int all = Integer.parseInt(writes.group(1));
        assertThat(all)
                .isGreaterThan(40)
                .isEqualTo(Integer.parseInt(writes.group(2))
                        + Integer.parseInt(writes.group(3))
                        + Integer.parseInt(writes.group(4)));
        if (all != Integer.parseInt(writes.group(5))) {
            assertThat(demo.out())
                    .contains(" more than the least possible, as the rewrite budget allows to spare later ones; ");
        }
    }

    @Test
    void legacyEndpointsAreCountedApart() {
        CommandRun demo = demo("--pods", "4");

        assertThat(demo.code()).isZero();
        Matcher endpoints = ENDPOINTS.matcher(demo.out());
        assertThat(endpoints.find()).isTrue();
        assertThat(Integer.parseInt(endpoints.group(1)))
                .as("one for each of the 6 Services, and one at the least for the rolling update")
                .isGreaterThan(6);
        assertThat(demo("--pods", "4", "--legacy-endpoints=false").out()).doesNotContain("Legacy Endpoints");
    }

    @Test
    void everySortOfServiceIsInTheTable() {
        CommandRun demo = demo("--pods", "4");

        assertThat(demo.out().lines().filter(line -> line.startsWith("shop/")).map(DemoCommandTest::withoutNameAndBar))
                .startsWith(
                        "shop/cache IPv4 main:6379/TCP 24/100 24",
                        "shop/checkout IPv4 main:8080/TCP 50/100 50",
                        "shop/checkout IPv4 main:8443/TCP 30/100 30",
                        "shop/mailer IPv4 - 0/100 0",
                        "shop/reports IPv4 main:8080/TCP 6/100 0",
                        "shop/search IPv4 main:9200/TCP 60/100 60",
                        "shop/search IPv6 main:9200/TCP 60/100 60",
                        "shop/web IPv4 main:8080/TCP 4/100 4");
    }

    private static String withoutNameAndBar(String row) {
        ImmutableList<String> cells = ImmutableList.copyOf(row.split(" +"));
        return String.join(" ", cells.get(0), cells.get(2), cells.get(3), cells.get(5), cells.get(6));
    }

    @Test
    void whatIsNoTerminalGetsNoControlCharacters() {
        CommandRun demo = demo("--pods", "4", "--packing", "minimal");

        assertThat(demo.out().chars().filter(c -> Character.isISOControl(c) && c != '\n'))
                .isEmpty();
    }

    @Test
    void ownManifestsAreRolledOver() throws IOException {
        String file = manifest("own.yaml", """
                apiVersion: v1
                kind: Service
                metadata: {name: small, namespace: own, uid: s1}
                spec: {selector: {app: small}, clusterIP: 10.0.0.1, ports: [{port: 80}]}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: small-1, namespace: own, uid: p1, labels: {app: small}}
                spec: {nodeName: n1, containers: [{name: c}]}
                status: {phase: Running, podIP: 10.1.0.1, conditions: [{type: Ready, status: "True"}]}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: small-2, namespace: own, uid: p2, labels: {app: small}}
                spec: {nodeName: n2, containers: [{name: c}]}
                status: {phase: Running, podIP: 10.1.0.2, conditions: [{type: Ready, status: "True"}]}
                ---
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata:
                  name: small-kept
                  namespace: own
                  labels:
                    kubernetes.io/service-name: small
                    endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io
                  ownerReferences: [{apiVersion: v1, kind: Service, name: small, uid: s1, controller: true}]
                addressType: IPv4
                ports: [{name: "", port: 80, protocol: TCP}]
                endpoints: []
                """);

        CommandRun demo = demo("--from", file);

        assertThat(demo.err()).isEmpty();
        assertThat(demo.code()).isZero();
        assertThat(demo.out())
                .contains("no Node is given: made 2 Nodes of the names in the Pods")
                .contains("Rolling update of own/small: 2 Pods")
                .contains("Pods replaced 2/2")
                .containsPattern("own/small +small-kept +IPv4 +80/TCP .* 2/100 +2\n");
    }

    @Test
    void manifestsWithoutPodsHaveNothingToRollOver() throws IOException {
        String file = manifest("service.yaml", """
                apiVersion: v1
                kind: Service
                metadata: {name: empty}
                spec: {selector: {app: empty}, clusterIP: 10.0.0.1, ports: [{port: 80}]}
                """);

        CommandRun demo = demo("--from", file);

        assertThat(demo.code()).isZero();
        assertThat(demo.out()).contains("No rolling update: no Service has a Pod to publish.");
    }

    @Test
    void aBrokenManifestIsOneLineWithItsPlace() throws IOException {
        String file = manifest("broken.yaml", "apiVersion: v1\nkind: [Service\n");

        CommandRun demo = demo("--from", file);

        assertThat(demo.code()).isEqualTo(2);
        assertThat(demo.out()).isEmpty();
        assertThat(demo.errLines()).singleElement().asString().contains("demo: " + file + ":");
    }

    @ParameterizedTest
    @CsvSource({
        "--pods, 0, '0' is not a number between 1 and 2000",
        "--pods, many, 'many' is not a number between 1 and 2000",
        "--seed, x, 'x' is not",
        "--max-endpoints-per-slice, 1001, '1001' is not a number between 1 and 1000",
        "--packing, tight, 'tight' is not one of",
        "--from, no-such-file, no-such-file: no such file or folder"
    })
    void aMistakeIsOneLine(String option, String value, String message) {
        CommandRun demo = demo(option, value);

        assertThat(demo.code()).isEqualTo(2);
        assertThat(demo.out()).isEmpty();
        assertThat(demo.errLines()).singleElement().asString().contains(message);
    }

    @Test
    void podsOfTheExampleAndOwnManifestsExcludeEachOther() {
        CommandRun demo = demo("--pods", "5", "--from", "any");

        assertThat(demo.code()).isEqualTo(2);
        assertThat(demo.errLines())
                .singleElement()
                .asString()
                .contains("--pods")
                .contains("--from");
    }
}
