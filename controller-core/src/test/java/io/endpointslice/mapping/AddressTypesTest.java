package io.endpointslice.mapping;

import static io.endpointslice.fixtures.Facts.service;
import static io.endpointslice.model.AddressType.IPV4;
import static io.endpointslice.model.AddressType.IPV6;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import io.endpointslice.model.AddressType;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AddressTypesTest {
    private static final String V4 = "10.96.0.10";
    private static final String V6 = "fd00:96::10";

    @DisplayName(
            "E4: one address type per entry of spec.ipFamilies; without entries the cluster IP's, or both if headless")
    @ParameterizedTest(name = "ipFamilies {0}, clusterIP ''{1}'' -> {2}")
    @MethodSource("combinations")
    void addressTypes(Set<AddressType> families, String clusterIp, Set<AddressType> expected) {
        var service =
                service("web").families(families.toArray(new AddressType[0])).clusterIp(clusterIp);

        assertThat(AddressTypes.of(service.build())).containsExactlyInAnyOrderElementsOf(expected);
    }

    static Stream<Arguments> combinations() {
        Set<AddressType> none = ImmutableSet.of();
        Set<AddressType> v4 = ImmutableSet.of(IPV4);
        Set<AddressType> v6 = ImmutableSet.of(IPV6);
        Set<AddressType> both = ImmutableSet.of(IPV4, IPV6);
        Set<AddressType> bothSixFirst = ImmutableSet.of(IPV6, IPV4);
        Stream<Arguments> empty = Stream.of(
                Arguments.of(none, V4, v4),
                Arguments.of(none, V6, v6),
                Arguments.of(none, "FD00:96::10", v6),
                Arguments.of(none, "::ffff:10.96.0.10", v4),
                Arguments.of(none, "None", both),
                Arguments.of(none, "", both));
        Stream<Arguments> given = Stream.of(V4, V6, "None", "")
                .flatMap(clusterIp -> Stream.of(
                        Arguments.of(v4, clusterIp, v4),
                        Arguments.of(v6, clusterIp, v6),
                        Arguments.of(both, clusterIp, both),
                        Arguments.of(bothSixFirst, clusterIp, both)));
        return Stream.concat(empty, given);
    }
}
