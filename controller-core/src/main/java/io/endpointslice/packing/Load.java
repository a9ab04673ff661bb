package io.endpointslice.packing;

import com.google.common.primitives.ImmutableIntArray;

/**
 * What a slice holds, as far as its cost goes.
 *
 * @param size endpoints
 * @param unrest sum of their unrest, see {@link Forecast}
 * @param squares sum of its squares
 * @param rate sum of their rates
 */
record Load(int size, double unrest, double squares, double rate) {
    static final Load EMPTY = new Load(0, 0, 0, 0);

    /** The load of those endpoints, each by its kind. */
    static Load of(Forecast forecast, ImmutableIntArray kinds) {
        double unrest = 0;
        double squares = 0;
        double rate = 0;
        for (int i = 0; i < kinds.length(); i++) {
            double one = forecast.unrest().get(kinds.get(i));
            unrest += one;
            squares += one * one;
            rate += forecast.rates().get(kinds.get(i));
        }
        return new Load(kinds.length(), unrest, squares, rate);
    }

    /** The load with that many endpoints of the kind more, or fewer if the count is negative. */
    Load plus(Forecast forecast, int kind, int count) {
        if (size + count == 0) {
            return EMPTY;
        }
        double one = forecast.unrest().get(kind);
        return new Load(
                size + count,
                unrest + count * one,
                squares + count * one * one,
                Math.max(0, rate + count * forecast.rates().get(kind)));
    }

    /**
     * How badly a slice is filled: the spread of its endpoints' unrest around their mean, in full slices, and a price for room
     * in slices that are not expected to be written. The less, the better its endpoints belong together.
     *
     * @param priceOfRoom what a calm slice costs for being empty, were it empty
     */
    double cost(int cap, double priceOfRoom) {
        if (size == 0) {
            return 0;
        }
        double spread = squares - unrest * unrest / size;
        double room = (double) (cap - size) / cap;
        return spread / cap + priceOfRoom * Math.exp(-rate) * room;
    }

    /** How likely the next sync writes the slice. */
    double likelihood() {
        return 1 - Math.exp(-rate);
    }
}
