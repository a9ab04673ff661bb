package io.endpointslice.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.endpointslice.config.ControllerConfig;
import io.endpointslice.config.ControllerName;
import io.endpointslice.fixtures.MetricsPage;
import io.endpointslice.model.ServiceKey;
import io.endpointslice.plan.EndpointsPlan;
import io.endpointslice.plan.Plan;
import io.endpointslice.plan.SyncPlan;
import io.endpointslice.sync.SyncListener;
import io.endpointslice.sync.SyncOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** L5 in numbers. */
final class EndpointsMetricsTest {
    private static final ServiceKey WEB = new ServiceKey("shop", "web");
    private static final ServiceKey API = new ServiceKey("shop", "api");

    private final Metrics metrics = new Metrics(ControllerConfig.DEFAULT, () -> Instant.EPOCH);
    private final SyncListener listener = metrics.listener();

    @Test
    @DisplayName("L5: Services with more addresses than their Endpoints holds are counted once, until they fit or go")
    void truncated() {
        sync(plan(WEB, true));
        sync(plan(WEB, true));
        sync(plan(API, true));
        shows(2);
        sync(plan(API, false));
        shows(1);
        gone(WEB);
        shows(0);
    }

    @Test
    @DisplayName("R1: a sync that fails has counted it already")
    void failed() {
        listener.planned(ControllerName.ENDPOINTS, plan(WEB, true));
        shows(1);
    }

    @Test
    @DisplayName("L5: what syncs of slices say changes nothing")
    void otherControllers() {
        sync(plan(WEB, true));
        listener.planned(ControllerName.SLICES, SyncPlan.nothing(WEB));
        shows(1);
    }

    private static EndpointsPlan plan(ServiceKey key, boolean truncated) {
        return new EndpointsPlan(
                key, ImmutableList.of(), ImmutableList.of(), ImmutableList.of(), truncated, OptionalInt.empty());
    }

    private void sync(Plan plan) {
        listener.planned(ControllerName.ENDPOINTS, plan);
        listener.synced(ControllerName.ENDPOINTS, plan.service(), new SyncOutcome.Done(plan, 0), Duration.ZERO);
    }

    /** A Service that has nothing to do with this controller is not planned for. */
    private void gone(ServiceKey key) {
        listener.synced(ControllerName.ENDPOINTS, key, new SyncOutcome.Done(SyncPlan.nothing(key), 0), Duration.ZERO);
    }

    private void shows(int count) {
        assertThat(MetricsPage.parse(metrics.text()).value("endpointslice_controller_endpoints_truncated"))
                .contains((double) count);
    }
}
