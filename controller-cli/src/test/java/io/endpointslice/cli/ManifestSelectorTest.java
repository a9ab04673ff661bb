package io.endpointslice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E1: a manifest can say what the client's model cannot, that a selector is there and empty. */
class ManifestSelectorTest {
    @ParameterizedTest(name = "{0}: {1} endpoints")
    @CsvSource(
            delimiter = '|',
            value = {"selector: {}|2", "selector: {app: web}|1", "selector: null|0", "sessionAffinity: None|0"})
    void anEmptySelectorSelectsAllPodsAndNoSelectorNone(String selector, int endpoints) {
        String service = """
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: shop}
                spec:
                  clusterIP: 10.96.0.1
                  ports: [{port: 80}]
                  %s
                """.formatted(selector);
        String pods = Yaml.documents(
                Yaml.NODE, Yaml.pod("a", "10.0.0.1"), Yaml.pod("b", "10.0.0.2").replace("app: web", "app: other"));

        CommandRun run = CommandRun.withInput(
                Yaml.documents(service, pods), "plan", "-f", "-", "-o", "json", "--legacy-endpoints=false");

        assertThat(run.code()).isEqualTo(0);
        assertThat(run.json().path("writes")).hasSize(endpoints == 0 ? 0 : 1);
        assertThat(run.json().at("/writes/0/object/endpoints")).hasSize(endpoints);
    }
}
