package io.endpointslice.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.endpointslice.model.ServiceFacts;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceSelectorTest {
    @DisplayName("E1: a Service without a selector selects no Pod, as one that is written down with null or {}")
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"selector\":null}", "{\"selector\":{}}"})
    void none(String spec) {
        ServiceFacts service = read(spec);

        assertThat(service.isSelecting()).isFalse();
        assertThat(service.selects(Map.of("app", "web"))).isFalse();
    }

    @DisplayName("E2: the selector as it stands")
    @Test
    void some() {
        assertThat(read("{\"selector\":{\"app\":\"web\"}}").selector()).contains(ImmutableMap.of("app", "web"));
    }

    private static ServiceFacts read(String spec) {
        String json = "{\"metadata\":{\"namespace\":\"shop\",\"name\":\"web\"},\"spec\":" + spec + "}";
        return FactsReader.service(new KubernetesSerialization().unmarshal(json, Service.class));
    }
}
