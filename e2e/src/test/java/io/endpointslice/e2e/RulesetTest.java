package io.endpointslice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.HostAndPort;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RulesetTest {
    /** Shortened output of nft 1.0.6 for kube-proxy 1.37. */
    private static final String PRINTED = """
            table ip kube-proxy {
            	map no-endpoint-services {
            		type ipv4_addr . inet_proto . inet_service : verdict
            		elements = { 10.64.48.208 . tcp . 80 comment "shop/empty:http" : goto reject-chain }
            	}

            	chain services {
            		ip daddr . meta l4proto . th dport vmap @service-ips
            	}

            	chain service-SUSTUHLJ-shop/web/tcp/http {
            		ip daddr 10.64.172.211 tcp dport 80 ip saddr != 10.128.0.0/14 jump mark-for-masquerade
            		meta l4proto tcp dnat ip to numgen random mod 2 map { 0 : 10.1.0.1 . 8080, 1 : 10.1.0.3 . 8080 }
            	}

            	chain service-GUQGK53U-shop/web/tcp/admin {
            		meta l4proto tcp dnat ip to numgen random mod 1 map { 0 : 10.1.0.1 . 9090 }
            	}
            }
            table ip6 kube-proxy {
            	chain service-SUSTUHLJ-shop/web/tcp/http {
            		meta l4proto tcp dnat ip6 to numgen random mod 2 map { 0 : fd00::1 . 8080,
            									1 : fd00::3 . 8080 }
            	}
            }
            """;

    @Test
    @DisplayName("endpoints are read from the maps of the Services' chains, of both families, and from nowhere else")
    void endpoints() {
        Ruleset ruleset = Ruleset.parse(PRINTED);

        assertThat(ruleset.backends().keySet()).containsExactly("shop/web/tcp/http", "shop/web/tcp/admin");
        assertThat(ruleset.of("shop/web/tcp/http"))
                .extracting(HostAndPort::toString)
                .containsExactlyInAnyOrder("10.1.0.1:8080", "10.1.0.3:8080", "[fd00::1]:8080", "[fd00::3]:8080");
        assertThat(ruleset.of("shop/web/tcp/admin"))
                .extracting(HostAndPort::toString)
                .containsExactly("10.1.0.1:9090");
    }

    @Test
    @DisplayName("no rules: no endpoints")
    void none() {
        assertThat(Ruleset.parse("").backends().isEmpty()).isTrue();
    }
}
