package io.endpointslice.packing;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * What a group has to do with the other groups of its address type: a slice that one group gives up can become another's new
 * slice by one update in place of a delete and a create (E16).
 *
 * @param offered slices that others give up for this group: that many new slices cost it nothing
 * @param wanted slices that others want from this group: it should give up at least so many of its forced ones
 */
public record Exchange(int offered, int wanted) {
    public static final Exchange NONE = new Exchange(0, 0);

    public Exchange {
        checkArgument(offered >= 0 && wanted >= 0, "an exchange of %s and %s slices", offered, wanted);
        checkArgument(offered == 0 || wanted == 0, "a group that takes slices and gives some up");
    }
}
