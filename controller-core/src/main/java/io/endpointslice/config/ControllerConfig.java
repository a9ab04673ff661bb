package io.endpointslice.config;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;

/**
 * The options that change what the controllers do. Names and defaults are the reference's where it has them (R5).
 *
 * @param maxEndpointsPerSlice {@code --max-endpoints-per-slice}: 1..1000
 * @param packing {@code --packing}: how endpoints are spread over slices
 * @param rewriteBudget {@code --rewrite-budget}: the share of the needed slice writes of a Service that may be made in addition
 *     to save later ones, 0 (never) to 1
 * @param maxEndpointsPerSubset {@code --mirroring-max-endpoints-per-subset}: 1..1000 (M2)
 * @param loops the controllers that run; one that is not here writes nothing (L7)
 */
public record ControllerConfig(
        int maxEndpointsPerSlice,
        PackingPolicyName packing,
        double rewriteBudget,
        int maxEndpointsPerSubset,
        ImmutableSortedMap<ControllerName, LoopConfig> loops) {
    public static final int MAX_ENDPOINTS_PER_SLICE_LIMIT = 1000;
    public static final int MAX_ENDPOINTS_PER_SUBSET_LIMIT = 1000;
    public static final ControllerConfig DEFAULT = new ControllerConfig(
            100,
            PackingPolicyName.CHURN_AWARE,
            0.05,
            1000,
            ImmutableSortedMap.of(
                    ControllerName.SLICES, LoopConfig.DEFAULT,
                    ControllerName.ENDPOINTS, LoopConfig.DEFAULT,
                    ControllerName.MIRRORING, LoopConfig.MIRRORING));

    public ControllerConfig {
        checkLimit("--max-endpoints-per-slice", maxEndpointsPerSlice, MAX_ENDPOINTS_PER_SLICE_LIMIT);
        checkLimit("--mirroring-max-endpoints-per-subset", maxEndpointsPerSubset, MAX_ENDPOINTS_PER_SUBSET_LIMIT);
        checkArgument(
                rewriteBudget >= 0 && rewriteBudget <= 1,
                "--rewrite-budget must be between 0 and 1, not %s",
                rewriteBudget);
        loops.forEach(ControllerConfig::check);
    }

    private static void checkLimit(String flag, int value, int limit) {
        checkArgument(value >= 1 && value <= limit, "%s must be between 1 and %s, not %s", flag, limit, value);
    }

    private static void check(ControllerName controller, LoopConfig loop) {
        checkArgument(
                loop.concurrentSyncs() >= 1,
                "%s must be 1 or more, not %s",
                controller.concurrencyFlag(),
                loop.concurrentSyncs());
        if (loop.batching() instanceof Batching.Fixed fixed) {
            checkArgument(
                    !fixed.period().isNegative(),
                    "%s must not be negative, but is %s",
                    controller.batchPeriodFlag(),
                    fixed.period());
        }
    }

    /** The same with another {@code --max-endpoints-per-slice}. */
    public ControllerConfig withMaxEndpointsPerSlice(int max) {
        return new ControllerConfig(max, packing, rewriteBudget, maxEndpointsPerSubset, loops);
    }

    /** The same with another {@code --packing}. */
    public ControllerConfig withPacking(PackingPolicyName policy) {
        return new ControllerConfig(maxEndpointsPerSlice, policy, rewriteBudget, maxEndpointsPerSubset, loops);
    }

    /** The same with another {@code --rewrite-budget}. */
    public ControllerConfig withRewriteBudget(double fraction) {
        return new ControllerConfig(maxEndpointsPerSlice, packing, fraction, maxEndpointsPerSubset, loops);
    }

    /** The same with another {@code --mirroring-max-endpoints-per-subset}. */
    public ControllerConfig withMaxEndpointsPerSubset(int max) {
        return new ControllerConfig(maxEndpointsPerSlice, packing, rewriteBudget, max, loops);
    }

    /** The same with that controller running that way. */
    public ControllerConfig with(ControllerName controller, LoopConfig loop) {
        ImmutableMap<ControllerName, LoopConfig> all = ImmutableMap.<ControllerName, LoopConfig>builder()
                .putAll(loops)
                .put(controller, loop)
                .buildKeepingLast();
        return new ControllerConfig(
                maxEndpointsPerSlice, packing, rewriteBudget, maxEndpointsPerSubset, ImmutableSortedMap.copyOf(all));
    }

    /** The same with that controller switched off. */
    public ControllerConfig without(ControllerName controller) {
        return new ControllerConfig(
                maxEndpointsPerSlice,
                packing,
                rewriteBudget,
                maxEndpointsPerSubset,
                ImmutableSortedMap.copyOf(Maps.filterKeys(loops, name -> name != controller)));
    }
}
