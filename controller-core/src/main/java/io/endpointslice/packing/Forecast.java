package io.endpointslice.packing;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * How soon endpoints are expected to change, by kind. A kind is a number from 0; what makes endpoints one kind is the
 * caller's matter.
 *
 * @param unrest a place for each kind on a line from calm (0) to restless: kinds that lie close together are kept together
 * @param rates changes of one endpoint of each kind in one sync, as far as a slice is touched by them; not negative
 */
public record Forecast(ImmutableDoubleArray unrest, ImmutableDoubleArray rates) {
    /** Nothing is known: there is one kind, and it is calm. */
    public static final Forecast BLANK = new Forecast(ImmutableDoubleArray.of(0), ImmutableDoubleArray.of(0));

    public Forecast {
        checkArgument(unrest.length() == rates.length(), "%s kinds, and rates of %s", unrest.length(), rates.length());
        checkArgument(rates.stream().allMatch(rate -> rate >= 0), "a negative rate: %s", rates);
    }

    /** How many kinds there are. */
    public int kinds() {
        return unrest.length();
    }
}
