package io.endpointslice.legacy;

import io.endpointslice.model.EndpointAddress;
import io.endpointslice.model.TargetRef;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What makes an address the same one in two subsets (L3).
 *
 * @param ip as it stands
 * @param uid of the object behind it, empty if there is none
 */
record AddressKey(String ip, String uid) implements Comparable<AddressKey> {
    private static final Comparator<AddressKey> ORDER =
            Comparator.comparing(AddressKey::ip).thenComparing(AddressKey::uid);

    /** The order of addresses within a subset (L3): that of their keys. */
    static final Comparator<EndpointAddress> ADDRESS_ORDER = AddressKey::compare;

    static AddressKey of(EndpointAddress address) {
        return new AddressKey(address.ip(), uidOf(address));
    }

    private static int compare(EndpointAddress one, EndpointAddress other) {
        int order = one.ip().compareTo(other.ip());
        return order == 0 ? uidOf(one).compareTo(uidOf(other)) : order;
    }

    private static String uidOf(EndpointAddress address) {
        Optional<TargetRef> target = address.targetRef();
        return target.isPresent() ? target.get().uid() : "";
    }

    @Override
    public int compareTo(AddressKey other) {
        return ORDER.compare(this, other);
    }

    // as in EndpointIdentity: those of a record are slow unless C2 has compiled them

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof AddressKey that && ip.equals(that.ip) && uid.equals(that.uid));
    }

    @Override
    public int hashCode() {
        return 31 * ip.hashCode() + uid.hashCode();
    }
}
